/**
 * One class per level of the shell.
 *
 * <p>Kind: edge.
 */
@NullMarked
package org.quorate.crmsh.commands;

import org.jspecify.annotations.NullMarked;
