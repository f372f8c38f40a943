package org.quorate.membership;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.quorate.membership", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String PORTS = "org.quorate.membership";
    private static final String LEASE = "org.quorate.membership.lease";
    private static final String HEARTBEAT = "org.quorate.membership.heartbeat";
    private static final String RATIS = "org.quorate.membership.ratis";
    private static final String SETUP = "org.quorate.membership.setup";
    private static final String ASSEMBLY = "org.quorate.membership.assembly";

    @ArchTest
    static final ArchRule PURE_PACKAGES_USE_VALUES_ONLY = classes().that().resideInAnyPackage(PORTS, LEASE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PORTS, LEASE, "java.lang", "java.lang.annotation",
                    "java.lang.runtime", "java.lang.invoke", "java.util", "java.util.function",
                    "java.util.stream",
                    "java.util.regex", "java.time", "org.jspecify.annotations")
                    .or(com.tngtech.archunit.core.domain.JavaClass.Predicates
                            .type(java.util.concurrent.CompletionStage.class)));

    @ArchTest
    static final ArchRule PURE_PACKAGES_READ_NO_CLOCK_AND_START_NO_THREAD = noClasses().that()
            .resideInAnyPackage(PORTS, LEASE).should().callMethod(System.class, "nanoTime").orShould()
            .callMethod(System.class, "currentTimeMillis").orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould().callMethod(Math.class, "random").orShould().dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould().dependOnClassesThat().areAssignableTo(ProcessBuilder.class).orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.Random.class);

    @ArchTest
    static final ArchRule THE_PORTS_DO_NOT_KNOW_THE_RULES = noClasses().that().resideInAPackage(PORTS)
            .should()
            .dependOnClassesThat().resideInAnyPackage(LEASE, HEARTBEAT, RATIS, SETUP, ASSEMBLY);

    @ArchTest
    static final ArchRule ONLY_RATIS_IMPORTS_RATIS = noClasses().that().resideOutsideOfPackage(RATIS).should()
            .dependOnClassesThat().resideInAPackage("org.apache.ratis..");

    @ArchTest
    static final ArchRule ONLY_THE_ASSEMBLY_KNOWS_THE_LOG_ON_RATIS = noClasses()
            .that(resideInAPackage(PORTS + "..").and(not(resideInAnyPackage(RATIS, ASSEMBLY)))).should()
            .dependOnClassesThat().resideInAPackage(RATIS);

    @ArchTest
    static final ArchRule NOTHING_KNOWS_THE_ASSEMBLY = noClasses().that().resideOutsideOfPackage(ASSEMBLY)
            .should()
            .dependOnClassesThat().resideInAPackage(ASSEMBLY);

    @ArchTest
    static final ArchRule THE_SETUP_KNOWS_THE_PORTS_ALONE = noClasses().that().resideInAPackage(SETUP)
            .should()
            .dependOnClassesThat().resideInAnyPackage(LEASE, HEARTBEAT, RATIS, ASSEMBLY);

    @ArchTest
    static final ArchRule MEMBERSHIP_KNOWS_NOTHING_OF_THE_CORE = noClasses().should()
            .dependOnClassesThat(resideInAPackage("org.quorate..").and(not(resideInAPackage(PORTS + ".."))));

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("org.quorate.membership.(*)..").should()
            .beFreeOfCycles();
}
