package org.quorate.model;

import java.util.List;

/** A test of a rule, true or false on a node at an instant. Evaluated by the package {@code rules}. */
public sealed interface Expression {

    /** {@code defined ATTRIBUTE}. */
    record Defined(String attribute) implements Expression {}

    /** {@code not_defined ATTRIBUTE}. */
    record NotDefined(String attribute) implements Expression {}

    /**
     * {@code ATTRIBUTE [TYPE:]eq VALUE}; {@code #uname} is the name of the node. An attribute that is
     * not set differs from every value and is neither less nor greater.
     */
    record Compare(String attribute, Comparison comparison, ValueType type,
            String value) implements Expression {}

    /** Several tests joined by one operator. */
    record Combined(Junction junction, List<Expression> parts) implements Expression {

        public Combined {
            parts = List.copyOf(parts);
        }
    }

    /** How a value is compared. */
    enum Comparison {
        LT, GT, LTE, GTE, EQ, NE
    }

    /** As what a value is compared; DEFAULT is number where both are numbers for an order, else string. */
    enum ValueType {
        DEFAULT, STRING, INTEGER, NUMBER, VERSION
    }

    /** How tests are joined. */
    enum Junction {
        AND, OR
    }
}
