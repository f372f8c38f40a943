package org.quorate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quorate.cib.Cib;
import org.quorate.codec.CibXml;
import org.quorate.policy.play.Player;

/** What a plan holds besides what an operator sees. */
class PlanStepsTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    private static final String DUMMY = "class='ocf' provider='test' type='Dummy'";

    @Test
    void intervalMakesNoStartRecurring() {
        var steps = steps(cib("""
                <primitive id='web' %s><operations>
                <op id='o1' name='start' interval='33s'/><op id='o2' name='monitor' interval='10s'/>
                </operations></primitive>""".formatted(DUMMY), ""));

        assertThat(steps).contains("monitor web n1 10000").doesNotContain("start web n1 33000");
    }

    @Test
    void cloneWithoutInstancesIsNotLookedFor() {
        var steps = steps(cib("""
                <clone id='webs'><meta_attributes id='m'><nvpair id='n' name='clone-max' value='0'/>
                </meta_attributes><primitive id='web' %s/></clone>""".formatted(DUMMY), ""));

        assertThat(steps).isEmpty();
    }

    @Test
    void changedDefinitionForgetsNoFailuresOfWhatIsInside() {
        var steps = steps(cib("""
                <primitive id='box' %1$s/>
                <primitive id='in' %1$s><meta_attributes id='m'>
                <nvpair id='n' name='container' value='box'/></meta_attributes></primitive>"""
                .formatted(DUMMY), """
                        <lrm_resource id='box' %s>
                        <lrm_rsc_op id='box_last_0' operation='start' operation_key='box_start_0' call-id='1'
                         rc-code='0' op-status='0' interval='0' transition-key='1:1:0:u'/>
                        <lrm_rsc_op id='box_monitor_20000' operation='monitor' call-id='2' rc-code='0'
                         operation_key='box_monitor_20000' op-status='0' interval='20000'
                         transition-key='2:1:0:u'/></lrm_resource>""".formatted(DUMMY)));

        assertThat(steps).contains("cancel box n1 20000")
                .noneMatch(step -> step.startsWith("clear_failcount"));
    }

    @Test
    void eachInstanceOnANodeIsPlayedByItsOwnName() {
        var before = cib("""
                <clone id='webs'><meta_attributes id='m'>
                <nvpair id='n' name='target-role' value='Stopped'/></meta_attributes>
                <primitive id='web' %s/></clone>""".formatted(DUMMY),
                running("web:0") + running("web:1"));
        var working = Policy.read(before, NOW);
        var plan = Policy.decide(working);
        var after = new Player(working, List.of()).play(plan);

        var still = Policy.read(after, NOW).primitives().stream().filter(one -> !one.active().isEmpty());
        assertThat(still).isEmpty();
    }

    /** A stop that is implied by a fencing is told of once, as that. */
    @Test
    void instancesAreToldThatAnotherWasFenced() throws IOException {
        var history = "<lrm id='%1$s'><lrm_resources>" + running("web")
                .replace("rc-code", "op-digest='f2317cad3d54cec5d7d7aa7d0bf35cf8' rc-code")
                + "</lrm_resources></lrm>";
        var cib = CibXml.read(("""
                <cib validate-with='pacemaker-3.9' have-quorum='1'><configuration><crm_config/>
                <nodes><node id='n1' uname='n1'/><node id='n2' uname='n2'/></nodes><resources>
                <primitive id='fencing' class='stonith' type='fence_test'/>
                <clone id='webs'><meta_attributes id='m'><nvpair id='n' name='notify' value='true'/>
                </meta_attributes><primitive id='web' %s/></clone></resources><constraints/></configuration>
                <status>
                <node_state id='n1' uname='n1' in_ccm='true' crmd='online' join='member' expected='member'>
                """.formatted(DUMMY) + history + """
                </node_state>
                <node_state id='n2' uname='n2' in_ccm='false' crmd='offline' join='down' expected='member'>
                """ + history + "</node_state></status></cib>").getBytes(StandardCharsets.UTF_8));

        assertThat(Policy.decide(cib, NOW).steps().stream().map(Plan.Step::what)
                .filter(what -> what.task().equals("notify") && !what.isPseudo()).map(Plan.What::detail))
                .contains("post_stonith").doesNotContain("post_stopped");
    }

    private static String running(String name) {
        return """
                <lrm_resource id='%1$s' %2$s><lrm_rsc_op id='%1$s_last_0' operation='start' call-id='1'
                 operation_key='%1$s_start_0' rc-code='0' op-status='0' interval='0'
                 transition-key='1:1:0:u'/></lrm_resource>""".formatted(name, DUMMY);
    }

    private static List<String> steps(Cib cib) {
        return Policy.decide(cib, NOW).steps().stream().map(Plan.Step::what).filter(what -> !what.isPseudo())
                .map(what -> what.task() + " " + what.resource() + " " + what.node() + " "
                        + what.intervalMs())
                .toList();
    }

    private static Cib cib(String resources, String history) {
        var xml = """
                <cib validate-with='pacemaker-3.9' have-quorum='1'><configuration><crm_config>
                <cluster_property_set id='c'><nvpair id='e' name='stonith-enabled' value='false'/>
                </cluster_property_set></crm_config><nodes><node id='n1' uname='n1'/></nodes><resources>
                %s</resources><constraints/></configuration><status>
                <node_state id='n1' uname='n1' in_ccm='true' crmd='online' join='member' expected='member'>
                <transient_attributes id='n1'><instance_attributes id='t'>
                <nvpair id='f' name='fail-count-in#monitor_10000' value='1'/></instance_attributes>
                </transient_attributes><lrm id='n1'><lrm_resources>%s</lrm_resources></lrm>
                </node_state></status></cib>""".formatted(resources, history);
        return CibXml.read(xml.getBytes(StandardCharsets.UTF_8));
    }
}
