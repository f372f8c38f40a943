package org.quorate.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorate.model.planted.ImpureModel;
import org.quorate.rules.planted.CuriousRule;

/** The arrows of the house, and proof that the rules see a breach. */
class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.quorate");

    static List<ArchRule> rules() {
        return HouseRules.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(HOUSE);
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
                Arguments.of(ImpureModel.class, "reads no clock"),
                Arguments.of(ImpureModel.class, "does no I/O"),
                Arguments.of(ImpureModel.class, "pure package model sees only"),
                Arguments.of(ImpureModel.class, "only codec imports Jackson"),
                Arguments.of(CuriousRule.class, "pure package rules sees only"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("breaches")
    void seesAPlantedBreach(Class<?> planted, String rule) {
        var classes = new ClassFileImporter().importClasses(planted);

        assertThat(HouseRules.all()).filteredOn(candidate -> candidate.getDescription().contains(rule))
                .anyMatch(candidate -> candidate.evaluate(classes).hasViolation());
    }
}
