package org.quorate.crmsh.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shell's arrows: language and completion are pure, jline stays in the terminal, Jackson outside. */
class ArchitectureTest {

    private static final String SHELL = "org.quorate.crmsh.";
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.quorate.crmsh");

    static List<ArchRule> rules() {
        return List.of(
                pure("language", SHELL + "language..", "org.quorate.cib.."),
                pure("completion", SHELL + "language..", SHELL + "completion.."),
                noClasses().that().resideOutsideOfPackage(SHELL + "terminal..")
                        .should().dependOnClassesThat().resideInAPackage("org.jline..")
                        .as("only terminal imports jline"),
                noClasses().that().resideOutsideOfPackage(SHELL + "drawing..")
                        .should().dependOnClassesThat().resideInAPackage("org.eclipse.elk..")
                        .as("only drawing imports the layout kernel"),
                noClasses().that().resideOutsideOfPackage(SHELL + "client..")
                        .should().dependOnClassesThat()
                        .resideInAnyPackage("tools.jackson..", "com.fasterxml..")
                        .as("at most the client, beside the daemon's codec, imports Jackson"),
                noClasses().should().dependOnClassesThat()
                        .resideInAnyPackage("org.quorate.daemon..", "org.quorate.executor..",
                                "org.quorate.controller..", "org.quorate.node..",
                                "org.quorate.membership.*..",
                                "org.apache.ratis..")
                        .as("the shell reaches a cluster through its API alone"),
                noClasses().that().resideInAPackage(SHELL + "lab..")
                        .should().dependOnClassesThat(resideInAnyPackage("org.quorate..")
                                .and(com.tngtech.archunit.base.DescribedPredicate
                                        .not(resideInAnyPackage(SHELL + "lab.."))))
                        .as("the laboratory knows nothing of clusters"),
                slices().matching(SHELL + "(*)..").should().beFreeOfCycles());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }

    private static ArchRule pure(String name, String... own) {
        return classes().that().resideInAPackage(SHELL + name + "..").should()
                .onlyDependOnClassesThat(resideInAnyPackage("java.lang", "java.lang.runtime",
                        "java.lang.invoke",
                        "java.util", "java.util.function", "java.util.regex", "java.util.stream",
                        "java.time..",
                        "java.math", "org.jspecify..", "org.quorate.membership", "org.quorate.model..",
                        "org.quorate.rules..", "org.quorate.agent..", "org.quorate.state..")
                        .or(resideInAnyPackage(own)))
                .as("pure package " + name + " sees values only");
    }
}
