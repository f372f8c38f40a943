/**
 * The designated controller: reacts to events with commands for the log.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.controller;

import org.jspecify.annotations.NullMarked;
