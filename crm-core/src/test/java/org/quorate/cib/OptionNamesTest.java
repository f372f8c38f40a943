package org.quorate.cib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorate.codec.CibXml;
import org.quorate.model.Validation;

class OptionNamesTest {

    private static Element configuration(String option, String meta, String operation) {
        return CibXml.readElement("""
                <configuration>
                  <crm_config>
                    <cluster_property_set id="cib-bootstrap-options">%s</cluster_property_set>
                  </crm_config>
                  <nodes/>
                  <resources><group id="g"><meta_attributes id="gm">%s</meta_attributes>
                    <primitive id="p" class="ocf" provider="quorate" type="Dummy">
                      <instance_attributes id="i">
                        <nvpair id="i-x" name="anything" value="1"/>
                      </instance_attributes>
                      <operations><op id="o" name="monitor" interval="10s" %s/></operations>
                    </primitive></group></resources>
                  <constraints/>
                </configuration>""".formatted(option, meta, operation).getBytes(StandardCharsets.UTF_8));
    }

    private static String pair(String name) {
        return "<nvpair id=\"pair-" + name + "\" name=\"" + name + "\" value=\"1\"/>";
    }

    @Test
    void areAllKnownWhereNothingIsWarnedOf() {
        var plain = configuration(pair("stonith-enabled"), pair("resource-stickiness"), "timeout=\"20s\"");

        assertThat(OptionNames.areAllKnown(plain)).isTrue();
        assertThat(Validation.unknownOptions(ConfigurationReader.configuration(plain))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void areNotAllKnownWhereOneIsWarnedOf(int place) {
        var odd = configuration(place == 0 ? pair("stonith-enabeld") : "",
                place == 1 ? pair("resource-stickyness") : "", place == 2 ? "timeuot=\"20s\"" : "");

        assertThat(OptionNames.areAllKnown(odd)).isFalse();
        assertThat(Validation.unknownOptions(ConfigurationReader.configuration(odd))).hasSize(1);
    }

    @Test
    void areNotCertainWhereSetsStandElsewhere() {
        var referring = configuration("", "<nvpair id-ref=\"elsewhere\"/>", "");

        assertThat(OptionNames.areAllKnown(referring)).isFalse();
    }
}
