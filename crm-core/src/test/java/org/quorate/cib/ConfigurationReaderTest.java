package org.quorate.cib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorate.model.Configuration;
import org.quorate.model.Constraint;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;

class ConfigurationReaderTest {

    private static Configuration read(String sections) {
        return ConfigurationReader.configuration(
                ElementText.read("<configuration>" + sections + "</configuration>"));
    }

    private static Configuration resources(String inside) {
        return read("<resources>" + inside + "</resources>");
    }

    /** What was read, as it is written again. */
    private static String written(String sections) {
        return ElementText.line(ConfigurationCib.element(read(sections)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "<node id=\"7\" uname=\"a\" type=\"remote\"><utilization id=\"a-utilization\"><nvpair"
                    + " id=\"a-utilization-cpu\" name=\"cpu\" value=\"4\"/></utilization></node>",
            "<primitive id=\"p\" template=\"t\"><operations id-ref=\"t-ops\"/></primitive>",
            "<template id=\"t\" class=\"ocf\" provider=\"x\" type=\"Y\" description=\"for all\"/>",
            "<master id=\"m\"><primitive id=\"p\" class=\"lsb\" type=\"x\" unheard-of=\"1\"/></master>",
            "<bundle id=\"b\"><podman image=\"i\" replicas=\"2\"/><network ip-range-start=\"10.0.0.1\">"
                    + "<port-mapping id=\"b-0\" port=\"80\"/></network><primitive id=\"p\" class=\"lsb\""
                    + " type=\"x\"/></bundle>",
            "<rsc_location id=\"l\" rsc-pattern=\"web.*\" score=\"5\" node=\"a\""
                    + " resource-discovery=\"never\"/>",
            "<rsc_location id=\"l\" rsc=\"p\"><rule id-ref=\"other\"/></rsc_location>",
            "<rsc_colocation id=\"c\" score=\"INFINITY\" influence=\"false\"><resource_set id=\"c-0\""
                    + " ordering=\"listed\"><resource_ref id=\"p\"/><resource_ref id=\"q\"/></resource_set>"
                    + "</rsc_colocation>",
            "<rsc_order id=\"o\" kind=\"Serialize\" symmetrical=\"true\"><resource_set id=\"o-0\""
                    + " require-all=\"false\" sequential=\"false\"><resource_ref id=\"p\"/><resource_ref"
                    + " id=\"q\"/></resource_set></rsc_order>",
            "<rsc_ticket id=\"k\" ticket=\"T\" rsc=\"p\" rsc-role=\"Promoted\" loss-policy=\"fence\"/>",
            "<fencing-level id=\"fencing\" target-attribute=\"rack\" target-value=\"1\" index=\"1\""
                    + " devices=\"a,b\"/>",
            "<tag id=\"t\"><obj_ref id=\"p\"/><obj_ref id=\"q\"/></tag>",
            "<rsc_unheard id=\"u\"><inside a=\"1\"/></rsc_unheard>"})
    void writesWhatItRead(String element) {
        var name = element.substring(1, element.indexOf(' '));
        var section = switch (name) {
            case "node" -> "nodes";
            case "fencing-level" -> "fencing-topology";
            case "tag" -> "tags";
            case String word when word.startsWith("rsc_") -> "constraints";
            default -> "resources";
        };

        assertThat(written("<" + section + ">" + element + "</" + section + ">")).contains(element);
    }

    @Test
    void keepsSectionsThatItDoesNotUnderstand() {
        assertThat(written("<acls><acl_role id=\"r\"><acl_permission id=\"r-0\" kind=\"read\"/></acl_role>"
                + "</acls><alerts/>"))
                .contains("<acls><acl_role id=\"r\"><acl_permission id=\"r-0\" kind=\"read\"/>"
                        + "</acl_role></acls>")
                .contains("<alerts/>");
    }

    @Test
    void keepsWhatItCannotReadInItsSection() {
        var both = "<resources><primitive class=\"ocf\" id=\"a\" type=\"NoProvider\"/><primitive id=\"b\""
                + " class=\"lsb\" type=\"x\"/></resources>";

        assertThat(read(both).resources()).extracting(Resource::id).containsExactly(new ResourceId("b"));
        assertThat(written(both)).contains("<primitive class=\"ocf\" id=\"a\" type=\"NoProvider\"/>")
                .containsOnlyOnce("<resources>");
    }

    @Test
    void membersOfWhatCannotBeReadStayInsideIt() {
        var two = "<clone id=\"c\"><primitive class=\"lsb\" id=\"a\" type=\"x\"/><primitive class=\"lsb\""
                + " id=\"b\" type=\"x\"/></clone>";

        assertThat(resources(two).resources()).isEmpty();
        assertThat(written("<resources>" + two + "</resources>")).contains(two);
    }

    @Test
    void readsACloneWithItsMembersBeforeIt() {
        var configuration = resources("<clone id=\"c\"><meta_attributes id=\"x\"><nvpair id=\"y\""
                + " name=\"promotable\" value=\"on\"/></meta_attributes><group id=\"g\"><primitive id=\"a\""
                + " class=\"lsb\" type=\"x\"/></group></clone><primitive id=\"z\" class=\"lsb\""
                + " type=\"x\"/>");

        assertThat(configuration.resources()).extracting(resource -> resource.id().value())
                .containsExactly("a", "g", "c", "z");
        assertThat(configuration.resource(new ResourceId("c"))).get()
                .isInstanceOfSatisfying(Resource.Clone.class, clone -> {
                    assertThat(clone.isPromotable()).isTrue();
                    assertThat(clone.meta().getFirst().id()).isEmpty();
                });
        assertThat(configuration.primitives()).extracting(one -> one.id().value()).containsExactly("z");
    }

    @Test
    void idsThatSomethingRefersToStay() {
        var text = "<resources><primitive id=\"a\" class=\"lsb\" type=\"x\"><meta_attributes id=\"mine\">"
                + "<nvpair id=\"pair\" name=\"is-managed\" value=\"true\"/></meta_attributes></primitive>"
                + "<primitive id=\"b\" class=\"lsb\" type=\"x\"><meta_attributes id-ref=\"mine\"/>"
                + "</primitive></resources>";

        assertThat(written(text)).contains("<meta_attributes id=\"mine\">")
                .contains("<meta_attributes id-ref=\"mine\"/>");
    }

    @Test
    void oldWordsMeanTheSame() {
        var configuration = read("<constraints><rsc_colocation id=\"c\" score=\"INFINITY\" rsc=\"a\""
                + " with-rsc=\"m\" with-rsc-role=\"Master\"/><rsc_order id=\"o\" score=\"0\" first=\"a\""
                + " then=\"m\"/></constraints>");

        assertThat(configuration.constraint(new ResourceId("c"))).get()
                .isInstanceOfSatisfying(Constraint.Colocation.class,
                        colocation -> assertThat(colocation.primary().role()).isEqualTo(Role.PROMOTED));
        assertThat(configuration.constraint(new ResourceId("o"))).get()
                .isInstanceOfSatisfying(Constraint.Order.class,
                        order -> assertThat(order.kind()).isEqualTo(Constraint.Kind.OPTIONAL));
    }

    @Test
    void aTestThatIsNotUnderstoodStaysAsItIs() {
        var rule = "<expression id=\"e\" attribute=\"a\" operation=\"eq\" value=\"v\""
                + " value-source=\"param\"/>";

        assertThat(written("<constraints><rsc_location id=\"l\" rsc=\"p\"><rule id=\"r\" score=\"1\">" + rule
                + "</rule></rsc_location></constraints>"))
                .contains("attribute=\"a\" id=\"e\" operation=\"eq\" value=\"v\""
                        + " value-source=\"param\"");
    }

    @Test
    void anElementThatEndsNowhereIsRefusedWithItsPlace() {
        for (var text : List.of("<a", "<a>", "<a b>", "<a b=c/>", "<a>&x;</a>", "<a/><b/>", "", "<a></b>")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> ElementText.read(text))).as(text)
                    .isInstanceOf(ElementText.Malformed.class).hasMessageContaining("at character");
        }
    }
}
