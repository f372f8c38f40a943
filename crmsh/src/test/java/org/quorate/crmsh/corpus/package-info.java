/** Scores the policy against recorded decisions of Pacemaker, which are not part of this project. */
@NullMarked
package org.quorate.crmsh.corpus;

import org.jspecify.annotations.NullMarked;
