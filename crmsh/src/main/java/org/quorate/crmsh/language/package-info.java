/**
 * The crm configure language: words to edits of the CIB, and back.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.crmsh.language;

import org.jspecify.annotations.NullMarked;
