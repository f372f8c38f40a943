package org.quorate.crmsh.corpus;

/** What is compared of two outcomes. */
enum Aspect {
    CURRENT_ROLES, FINAL_ROLES, FINAL_NODES, CORE_ACTIONS, CORE_ORDER, ACTIONS, ORDER, NO_MORE_ORDER, SUMMARY
}
