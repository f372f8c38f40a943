package org.quorate.scheduler.cib;

import java.util.List;
import java.util.stream.Stream;
import org.quorate.model.Configuration;
import org.quorate.model.Constraint;
import org.quorate.model.Constraint.Preference.ByRules;
import org.quorate.model.Expression;
import org.quorate.model.NvSet;
import org.quorate.model.Resource;
import org.quorate.model.Rule;

/** Tells whether a configuration means the same at every instant: no rule of it asks for the date. */
final class Clockless {

    private Clockless() {}

    static boolean is(Configuration configuration) {
        var sets = Stream.of(Stream.of(configuration.properties(), configuration.rscDefaults(),
                configuration.opDefaults()), configuration.resources().stream().map(Resource::meta))
                .flatMap(lists -> lists).flatMap(List::stream);
        return Stream.concat(sets.map(NvSet::rules), locations(configuration)).flatMap(List::stream)
                .noneMatch(rule -> asksForDate(rule.expression()));
    }

    private static Stream<List<Rule>> locations(Configuration configuration) {
        return configuration.constraints().stream().filter(Constraint.Location.class::isInstance)
                .map(Constraint.Location.class::cast).map(Constraint.Location::preference)
                .filter(ByRules.class::isInstance).map(ByRules.class::cast).map(ByRules::rules);
    }

    private static boolean asksForDate(Expression expression) {
        return switch (expression) {
            case Expression.After _,Expression.Before _,Expression.During _,Expression.Calendar _ -> true;
            case Expression.Combined(_, var parts) -> parts.stream().anyMatch(Clockless::asksForDate);
            case Expression.Defined _,Expression.NotDefined _,Expression.Compare _ -> false;
            case Expression.OfAgent _,Expression.OfOperation _,Expression.Unread _ -> false;
        };
    }
}
