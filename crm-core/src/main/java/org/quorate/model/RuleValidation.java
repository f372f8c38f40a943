package org.quorate.model;

import java.util.List;

/** What is wrong with rules. */
final class RuleValidation {

    private final List<Problem> problems;

    private RuleValidation(List<Problem> problems) {
        this.problems = problems;
    }

    /** Adds what is wrong with the rules of the object at a path. */
    static void check(String path, List<Rule> rules, List<Problem> problems) {
        new RuleValidation(problems).checkRules(path, rules);
    }

    private void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }

    private void checkRules(String path, List<Rule> rules) {
        for (var rule : rules) {
            if (rule.reference().isEmpty()) {
                checkExpression(path + " rule" + (rule.id().isEmpty() ? "" : " " + rule.id()),
                        rule.expression());
            }
        }
    }

    private void checkExpression(String path, Expression expression) {
        switch (expression) {
            case Expression.Combined(_, var parts) -> {
                if (parts.isEmpty()) {
                    problem(path, "an 'and' or 'or' joins at least one expression");
                }
                parts.forEach(part -> checkExpression(path, part));
            }
            case Expression.Defined(var attribute) -> checkAttribute(path, attribute);
            case Expression.NotDefined(var attribute) -> checkAttribute(path, attribute);
            case Expression.Compare compare -> checkAttribute(path, compare.attribute());
            case Expression.During(var start, var end, var duration) -> {
                if (start.isEmpty() && end.isEmpty()) {
                    problem(path, "a range of dates has a start or an end");
                }
                if (start.isEmpty() && !duration.isEmpty()) {
                    problem(path, "a duration needs a start");
                }
            }
            case Expression.Calendar(var fields) -> {
                if (fields.isEmpty()) {
                    problem(path, "a recurring time names at least one field, such as hours or weekdays");
                }
            }
            case Expression.Unread _ -> {
                // kept as it is
            }
            case Expression.After _,Expression.Before _,Expression.OfAgent _,Expression.OfOperation _ -> {
                // whatever they hold is right
            }
        }
    }

    private void checkAttribute(String path, String attribute) {
        if (attribute.isEmpty()) {
            problem(path, "an expression names an attribute");
        }
    }
}
