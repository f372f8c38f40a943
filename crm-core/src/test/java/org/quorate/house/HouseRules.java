package org.quorate.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The arrows of design.md section 3 and the rules of the style guide, section 2, for crm-core. */
final class HouseRules {

    static final String ROOT = "org.quorate.";

    /**
     * Each pure package with what it may see of the house; {@code org.quorate.membership}'s values always.
     */
    private static final Map<String, Set<String>> PURE = new TreeMap<>(Map.of(
            "model", Set.of(),
            "rules", Set.of("model"),
            "agent", Set.of("model"),
            "cib", Set.of("model"),
            "policy", Set.of("model", "rules", "cib", "state"),
            "state", Set.of("model", "rules", "agent"),
            "transition", Set.of("model", "rules", "agent", "state"),
            "scheduler", Set.of("model", "rules", "agent", "state", "transition", "cib", "policy"),
            "controller", Set.of("model", "rules", "agent", "state", "transition", "scheduler"),
            "node", Set.of("model", "rules", "agent", "state", "transition", "scheduler")));

    /** Each edge with the other edges it may use. */
    private static final Map<String, Set<String>> EDGES = new TreeMap<>(
            Map.of("codec", Set.of(), "executor", Set.of(), "api", Set.of("codec")));

    private static final Set<String> CLOCKS_AND_CHANCE = Set.of("java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis", "java.lang.System.getenv", "java.lang.System.getProperty",
            "java.lang.System.exit", "java.lang.Math.random", "java.util.UUID.randomUUID",
            "java.time.Instant.now", "java.time.LocalDate.now", "java.time.LocalTime.now",
            "java.time.LocalDateTime.now", "java.time.ZonedDateTime.now", "java.time.OffsetDateTime.now",
            "java.time.ZoneId.systemDefault", "java.util.Locale.getDefault", "java.util.TimeZone.getDefault",
            "java.lang.Object.wait", "java.lang.Object.notify", "java.lang.Object.notifyAll",
            "java.util.Collection.parallelStream");

    private HouseRules() {}

    static List<ArchRule> all() {
        return Stream.of(
                PURE.entrySet().stream().map(entry -> arrows(entry.getKey(), entry.getValue())),
                PURE.keySet().stream().map(HouseRules::noEffects),
                PURE.keySet().stream().map(HouseRules::noClocks),
                EDGES.entrySet().stream().map(entry -> edge(entry.getKey(), entry.getValue())),
                Stream.of(jackson(), xml(), membershipAdapters(), noCycles()))
                .flatMap(rules -> rules).toList();
    }

    private static ArchRule arrows(String name, Set<String> below) {
        var seen = Stream.concat(
                Stream.of("java..", "org.jspecify..", ROOT + "membership", ROOT + name + ".."),
                below.stream().map(other -> ROOT + other + ".."));
        return classes().that(liveIn(name))
                .should(onlyDependOnClassesThat(resideInAnyPackage(seen.toArray(String[]::new))))
                .as("pure package " + name + " sees only java, the values of membership and " + below)
                .allowEmptyShould(true);
    }

    private static ArchRule noEffects(String name) {
        return noClasses().that(liveIn(name)).should().dependOnClassesThat(doEffects())
                .as("pure package " + name + " does no I/O, starts no thread and draws no lots")
                .allowEmptyShould(true);
    }

    private static ArchRule noClocks(String name) {
        return noClasses().that(liveIn(name)).should(callMethodWhere(readClocksOrChance()))
                .as("pure package " + name + " reads no clock, chance or environment")
                .allowEmptyShould(true);
    }

    private static ArchRule edge(String name, Set<String> others) {
        var unseen = Stream.concat(Stream.of("daemon"), EDGES.keySet().stream())
                .filter(other -> !other.equals(name) && !others.contains(other))
                .map(other -> ROOT + other + "..");
        return noClasses().that(liveIn(name)).should()
                .dependOnClassesThat(resideInAnyPackage(unseen.toArray(String[]::new)))
                .as("edge " + name + " sees pure packages and of the edges only " + others)
                .allowEmptyShould(true);
    }

    private static ArchRule jackson() {
        return noClasses().that().resideOutsideOfPackage(ROOT + "codec..").should()
                .dependOnClassesThat(resideInAnyPackage("tools.jackson..", "com.fasterxml.."))
                .as("only codec imports Jackson");
    }

    private static ArchRule xml() {
        return noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(ROOT + "codec..", ROOT + "executor..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("javax.xml..", "org.xml..", "org.w3c.."))
                .as("only codec, and executor for the metadata agents print, import XML parsers");
    }

    private static ArchRule membershipAdapters() {
        return noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(ROOT + "daemon..", ROOT + "membership..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + "membership.*..", "org.apache.ratis.."))
                .as("only daemon knows how membership is made: heartbeat, ratis and their assembly");
    }

    private static ArchRule noCycles() {
        return slices().matching(ROOT + "(*)..").should().beFreeOfCycles();
    }

    private static DescribedPredicate<JavaClass> liveIn(String name) {
        return resideInAnyPackage(ROOT + name + "..");
    }

    private static DescribedPredicate<JavaClass> doEffects() {
        return resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.nio.channels..",
                "java.lang.foreign..", "org.slf4j..")
                .or(DescribedPredicate.describe("concurrency other than TimeUnit",
                        type -> type.getPackageName().startsWith("java.util.concurrent")
                                && !type.getName().startsWith("java.util.concurrent.TimeUnit")))
                .or(DescribedPredicate.describe("threads, processes, chance",
                        type -> Set.of("java.lang.Thread", "java.lang.ProcessBuilder", "java.lang.Process",
                                "java.lang.ProcessHandle", "java.lang.Runtime", "java.lang.ThreadLocal",
                                "java.util.Random", "java.security.SecureRandom", "java.util.Timer")
                                .contains(type.getName())))
                .as("do effects");
    }

    private static DescribedPredicate<JavaMethodCall> readClocksOrChance() {
        return DescribedPredicate.describe("reads a clock, chance or the environment",
                call -> CLOCKS_AND_CHANCE.contains(call.getTargetOwner().getName() + "." + call.getName())
                        || (call.getTargetOwner().getName().equals("java.time.Clock")
                                && call.getName().startsWith("system")));
    }
}
