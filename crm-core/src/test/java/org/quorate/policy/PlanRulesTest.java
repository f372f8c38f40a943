package org.quorate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorate.cib.Cib;
import org.quorate.codec.CibXml;
import org.quorate.policy.cluster.Recorded;
import org.quorate.policy.play.Player;

/** Rules of the decision that a case would show only in part; two nodes, n1 and n2, nothing probed. */
class PlanRulesTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    /** The digest of an operation without parameters. */
    private static final String NO_PARAMETERS = "f2317cad3d54cec5d7d7aa7d0bf35cf8";

    private static final String DUMMY = "class='ocf' provider='test' type='Dummy'";

    @ParameterizedTest
    @CsvSource({"start, 0, false", "start, 190, true", "monitor, 190, false"})
    void degradedIsWellEnoughForMonitorsAlone(String task, int exit, boolean isFailure) {
        var plan = Policy.decide(cib("", dummy("web", ""), "", record("web", task, 0, exit + "", "")), NOW);

        assertThat(plan.changes().stream().map(Plan.Change::verb).toList())
                .isEqualTo(isFailure ? List.of("Recover") : List.of());
    }

    @Test
    void oneThatRequiresUnfencingMakesAllThatStartsNeedIt() {
        var fenced = property("stonith-enabled", "true");

        assertThat(steps(fenced, device() + dummy("web", "") + dummy("db", meta("requires", "unfencing")), "",
                "")).contains("fence  n1 on", "fence  n2 on");
        assertThat(steps(fenced, device() + dummy("web", "") + dummy("db", ""), "", ""))
                .noneMatch(step -> step.startsWith("fence"));
    }

    @ParameterizedTest
    @CsvSource({"poweroff, off", "off, off", "reboot, reboot"})
    void poweroffIsAnOldWordForOff(String word, String kind) {
        var xml = xml(property("stonith-enabled", "true") + property("stonith-action", word), device(), "",
                "")
                .replace("uname='n2' in_ccm='true' crmd='online'",
                        "uname='n2' in_ccm='false' crmd='offline'");

        assertThat(steps(CibXml.read(xml.getBytes(StandardCharsets.UTF_8)))).contains("fence  n2 " + kind);
    }

    @Test
    void onlyOcfAgentsCanBePromoted() {
        var plan = Policy.decide(cib("", """
                <clone id='dbs'>%s<primitive id='db' class='systemd' type='db'/></clone>
                <clone id='webs'>%s<group id='g'><primitive id='web' %s/>
                <primitive id='log' class='lsb' type='log'/></group></clone>"""
                .formatted(meta("promotable", "true"), meta("promotable", "true"), DUMMY), "", ""), NOW);

        assertThat(plan.warnings()).containsExactly(
                "primitive db is ignored: its clone is promotable, and only agents of class ocf can be",
                "primitive log is ignored: its clone is promotable, and only agents of class ocf can be");
        assertThat(steps(plan)).contains("start web n1").noneMatch(step -> step.contains(" db ")
                || step.contains(" log "));
    }

    @Test
    void lockOfWhatRunsIsDeleted() {
        var locked = record("web", "start", 0, "0", "").replace("<lrm_resource id='web'",
                "<lrm_resource id='web' shutdown-lock='1782900000'");

        assertThat(steps(property("shutdown-lock", "true"), dummy("web", ""), "", locked))
                .contains("lrm_delete web n1");
        assertThat(steps("", dummy("web", ""), "", locked)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"4, 1, true", "1, 1, true", "7, 5, false"})
    void failureWithAnotherSecretIsForgottenUnlessTheAgentIsMissing(String status, int exit,
            boolean isForgotten) {
        var digests = "op-digest='0' op-secure-params=' secret ' op-secure-digest='" + NO_PARAMETERS + "'";
        var failed = record("web", "monitor", 10_000, exit + "' op-status='" + status, digests)
                .replace("web_monitor_10000'",
                        "web_last_failure_0'");

        var steps = steps("", dummy("web", "<instance_attributes id='ia'><nvpair id='s' name='secret'"
                + " value='x'/></instance_attributes>"), "", failed);

        assertThat(steps.contains("clear_failcount web n1")).isEqualTo(isForgotten);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0.5, false", "abc, false", "'', false", "1x, true", "INFINITY, true"})
    void scoreOfAnOrderIsReadAsFarAsItGoes(String score, boolean isMandatory) {
        var steps = steps("", dummy("web", "") + dummy("db", meta("target-role", "Stopped")),
                "<rsc_order id='o' first='db' then='web' score='" + score + "'/>", "");

        assertThat(steps.contains("start web n1")).isEqualTo(!isMandatory);
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1", "2 instances, 2", "-1, 0", "many, 0", "+1, 1"})
    void numberOfInstancesIsReadAsFarAsItGoes(String count, int instances) {
        var steps = steps("", "<clone id='webs'>" + meta("clone-max", count) + dummy("web", "") + "</clone>",
                "",
                "");

        assertThat(steps.stream().filter(step -> step.startsWith("start web"))).hasSize(instances);
    }

    @ParameterizedTest
    @CsvSource({"Promoted, , true", ", Promoted, false", ", chief, false", ", , true"})
    void rolesOfRulesAreTheirOwn(String outer, String inner, boolean holds) {
        var location = "<rsc_location id='l' rsc='web'" + role(outer) + "><rule id='r' score='-INFINITY'"
                + role(inner) + "><expression id='e' attribute='#uname' operation='eq' value='n1'/></rule>"
                + "</rsc_location>";

        var steps = steps("", dummy("web", ""), location, "");

        assertThat(steps).contains(holds ? "start web n2" : "start web n1");
    }

    private static String role(String word) {
        return word == null ? "" : " role='" + word + "'";
    }

    @Test
    void nobodyWaitsForAMigrationThatIsNotToBe() {
        var steps = steps("", dummy("db", meta("allow-migrate", "true"))
                + dummy("web", meta("allow-migrate", "true")), """
                        <rsc_order id='o' first='db' then='web'/>
                        <rsc_location id='l' rsc='web' node='n2' score='INFINITY'/>""",
                record("db", "start", 0, "0", "") + record("web", "start", 0, "0", ""));

        assertThat(steps).contains("migrate_to web n1", "migrate_from web n2")
                .noneMatch(step -> step.contains(" db "));
    }

    @Test
    void nodesWithoutAnAttributeCountAsTheSame() {
        var steps = steps("", dummy("db", "") + dummy("web", ""),
                "<rsc_colocation id='c' rsc='web' with-rsc='db' score='1000' node-attribute='site'/>", "",
                "<instance_attributes id='i2'><nvpair id='s2' name='site' value='x'/></instance_attributes>");

        assertThat(steps).contains("start db n1");
    }

    @ParameterizedTest
    @CsvSource({"4 GB, false", "2 GB, true", "much, true"})
    void utilizationIsReadAsFarAsItGoes(String amount, boolean fits) {
        var steps = steps(property("placement-strategy", "utilization"), dummy("web",
                "<utilization id='u'><nvpair id='uu' name='memory' value='" + amount + "'/></utilization>"),
                "",
                "", "<utilization id='u2'><nvpair id='um' name='memory' value='3'/></utilization>");

        assertThat(steps.contains("start web n2") || steps.contains("start web n1")).isEqualTo(fits);
    }

    @Test
    void stopThatWasThoughtOfLastWaitsForTheFencingOfAnotherNode() {
        var running = record("web", "start", 0, "0", "");
        var xml = xml(property("stonith-enabled", "true"), device() + dummy("web", ""), "", running)
                .replace("uname='n1' in_ccm='true' crmd='online'", "uname='n1' in_ccm='false' crmd='offline'")
                .replace("<lrm id='n2'><lrm_resources/>",
                        "<lrm id='n2'><lrm_resources>" + running + "</lrm_resources>");
        var plan = Policy.decide(CibXml.read(xml.getBytes(StandardCharsets.UTF_8)), NOW);

        var fence = step(plan, "fence", "n1");
        assertThat(step(plan, "stop", "n2").after()).contains(fence.id());
    }

    @Test
    void whatIsFrozenIsNotStartedAgainWithNewParameters() {
        var changed = record("web", "start", 0, "0", "op-digest='0'");
        var xml = xml(property("no-quorum-policy", "freeze"), dummy("web", ""), "", changed);

        assertThat(steps(CibXml.read(xml.getBytes(StandardCharsets.UTF_8)))).contains("start web n1");
        assertThat(steps(CibXml.read(
                xml.replace("have-quorum='1'", "have-quorum='0'").getBytes(StandardCharsets.UTF_8))))
                .contains("stop web n1").noneMatch(step -> step.startsWith("start"));
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, true"})
    void failureThatStopsForGoodStopsAllInstancesThatAreNotToldApart(boolean isUnique, boolean goesOn) {
        var monitor = "<operations><op id='o' name='monitor' interval='10s' on-fail='stop'/></operations>";
        var xml = xml("", "<clone id='webs'>" + meta("globally-unique", isUnique + "")
                + dummy("web", monitor) + "</clone>", "",
                record(isUnique ? "web:0" : "web", "monitor", 10_000, "1", ""))
                .replace("<lrm id='n2'><lrm_resources/>", "<lrm id='n2'><lrm_resources>"
                        + record(isUnique ? "web:1" : "web", "monitor", 10_000, "0", "")
                        + "</lrm_resources>");

        var steps = steps(CibXml.read(xml.getBytes(StandardCharsets.UTF_8)));

        assertThat(steps).anyMatch(step -> step.startsWith("stop") && step.endsWith("n1"));
        assertThat(steps.stream().noneMatch(step -> step.startsWith("stop") && step.endsWith("n2")))
                .isEqualTo(goesOn);
    }

    @Test
    void fencingOfAGuestFollowsTheStopThatWasThoughtOfLast() {
        var xml = xml(property("stonith-enabled", "true"), device()
                + dummy("box", meta("remote-node", "guest")), "", record("box", "monitor", 0, "1", ""))
                .replace("<lrm id='n2'><lrm_resources/>", "<lrm id='n2'><lrm_resources>"
                        + record("box", "start", 0, "0", "") + "</lrm_resources>");
        var plan = Policy.decide(CibXml.read(xml.getBytes(StandardCharsets.UTF_8)), NOW);

        assertThat(step(plan, "fence", "guest").after()).contains(step(plan, "stop", "n2").id())
                .doesNotContain(step(plan, "stop", "n1").id());
    }

    @Test
    void whoIsFencedIsToldOfNothingThatTheFencingImplies() {
        var clone = "<clone id='dbs'>" + meta("promotable", "true") + meta("notify", "true") + dummy("db", "")
                + "</clone>";
        var xml = xml(property("stonith-enabled", "true"),
                device() + clone + dummy("box", meta("remote-node", "guest")), "",
                record("box", "monitor", 0, "1", "") + record("db", "start", 0, "0", ""))
                .replace("</status>", "<node_state id='guest' uname='guest' remote_node='true' in_ccm='true'>"
                        + "<lrm id='guest'><lrm_resources>" + record("db", "promote", 0, "0", "")
                        + "</lrm_resources></lrm></node_state></status>");
        var steps = steps(CibXml.read(xml.getBytes(StandardCharsets.UTF_8)));

        assertThat(steps).contains("notify db n1 pre_demote", "notify db n1 post_demoted")
                .doesNotContain("notify db guest pre_demote", "notify db guest post_demoted");
    }

    private static Plan.Step step(Plan plan, String task, String node) {
        return plan.steps().stream()
                .filter(step -> step.what().task().equals(task) && step.what().node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void playedCancellationLeavesATrace() {
        var before = cib("", dummy("web", ""), "", record("web", "monitor", 10_000, "0", ""));
        var working = Policy.read(before, NOW);
        var plan = Policy.decide(working);
        var after = new Player(working, List.of()).play(plan);

        assertThat(steps(plan)).contains("cancel web n1 monitor");
        assertThat(Policy.read(after, NOW).primitives().getFirst().history())
                .flatMap(Recorded::entries)
                .anyMatch(entry -> entry.intervalMs() == 10_000 && entry.exit() == 0);
    }

    @Test
    void whatIsPlayedCountsAsTheNewestWhateverTheClockSays() {
        var running = record("web", "start", 0, "0", "on_node='n3' last-rc-change='1900000000'");
        var working = Policy.read(cib("", dummy("web", meta("target-role", "Stopped")), "", running), NOW);
        var after = new Player(working, List.of()).play(Policy.decide(working));

        assertThat(Policy.read(after, NOW).primitives().getFirst().active()).isEmpty();
    }

    private static List<String> steps(String options, String resources, String constraints, String history) {
        return steps(cib(options, resources, constraints, history));
    }

    private static List<String> steps(String options, String resources, String constraints, String history,
            String ofNode) {
        var xml = xml(options, resources, constraints, history).replace("<node id='n2' uname='n2'/>",
                "<node id='n2' uname='n2'>" + ofNode + "</node>");
        return steps(CibXml.read(xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whatever another node records first: the order on the node that fails counts. */
    @ParameterizedTest
    @CsvSource({"db, web, FENCING", "web, db, FAILED"})
    void whatFailedOnANodeThatMustBeFencedIsForgivenFromThenOn(String first, String second, String why) {
        var fenced = dummy("db",
                "<operations><op id='m' name='monitor' interval='10s' on-fail='fence'/></operations>");
        var xml = xml(property("stonith-enabled", "true"), device() + dummy("web", "") + fenced, "",
                record("web", "monitor", 0, "7", ""))
                .replace("<lrm_resources/>", "<lrm_resources>" + record(first, "monitor", 10_000, "1", "")
                        + record(second, "monitor", 10_000, "1", "") + "</lrm_resources>");

        var plan = Policy.decide(CibXml.read(xml.getBytes(StandardCharsets.UTF_8)), NOW);

        assertThat(plan.changes()).filteredOn(change -> change.resource().equals("web"))
                .extracting(change -> change.reason().orElseThrow().kind().name()).containsExactly(why);
    }

    private static List<String> steps(Cib cib) {
        return steps(Policy.decide(cib, NOW));
    }

    private static List<String> steps(Plan plan) {
        return plan.steps().stream().map(Plan.Step::what).filter(what -> !what.isPseudo())
                .map(what -> Stream.of(what.task(), what.resource(), what.node(), what.detail())
                        .reduce((one, other) -> one + " " + other).orElseThrow().stripTrailing())
                .toList();
    }

    private static String dummy(String name, String inside) {
        return "<primitive id='" + name + "' " + DUMMY + ">" + inside + "</primitive>";
    }

    private static String device() {
        return "<primitive id='fence' class='stonith' type='fence_test'/>";
    }

    private static String meta(String name, String value) {
        return "<meta_attributes id='m-%1$s-%2$s'><nvpair id='n-%1$s-%2$s' name='%1$s' value='%2$s'/>"
                .formatted(name, value) + "</meta_attributes>";
    }

    private static String property(String name, String value) {
        return "<nvpair id='o-" + name + "' name='" + name + "' value='" + value + "'/>";
    }

    private static String record(String name, String task, int interval, String exit,
            String digests) {
        return """
                <lrm_resource id='%1$s' %2$s><lrm_rsc_op id='%1$s_%3$s_%4$d' operation='%3$s' call-id='5'
                 operation_key='%1$s_%3$s_%4$d' rc-code='%5$s' interval='%4$d'
                 transition-key='1:1:0:u' %6$s/></lrm_resource>"""
                .formatted(name, DUMMY, task, interval,
                        exit.contains("op-status") ? exit : exit + "' op-status='0",
                        digests.isEmpty() ? "op-digest='" + NO_PARAMETERS + "'" : digests);
    }

    private static Cib cib(String options, String resources, String constraints, String history) {
        return CibXml.read(xml(options, resources, constraints, history).getBytes(StandardCharsets.UTF_8));
    }

    private static String xml(String options, String resources, String constraints, String history) {
        var fencing = options.contains("stonith-enabled") ? "" : property("stonith-enabled", "false");
        return """
                <cib validate-with='pacemaker-3.9' have-quorum='1'><configuration><crm_config>
                <cluster_property_set id='c'>%s%s%s</cluster_property_set></crm_config><nodes>
                <node id='n1' uname='n1'/><node id='n2' uname='n2'/></nodes><resources>%s</resources>
                <constraints>%s</constraints></configuration><status>
                <node_state id='n1' uname='n1' in_ccm='true' crmd='online' join='member' expected='member'>
                <lrm id='n1'><lrm_resources>%s</lrm_resources></lrm></node_state>
                <node_state id='n2' uname='n2' in_ccm='true' crmd='online' join='member' expected='member'>
                <lrm id='n2'><lrm_resources/></lrm></node_state></status></cib>"""
                .formatted(fencing, property("enable-startup-probes", "false"), options, resources,
                        constraints, history);
    }
}
