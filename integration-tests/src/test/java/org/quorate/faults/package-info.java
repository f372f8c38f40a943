/**
 * Real faults on real processes, judged from outside: a canary writes down when it runs and where, a client
 * writes down which changes of the configuration were acknowledged.
 */
@NullMarked
package org.quorate.faults;

import org.jspecify.annotations.NullMarked;
