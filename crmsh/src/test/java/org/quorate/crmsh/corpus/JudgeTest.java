package org.quorate.crmsh.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

/** Each aspect of an outcome is seen to be judged. */
class JudgeTest {

    private static final String RECORDED = """
            {"actions": [{"id": "1", "op": "stop", "rsc": "a", "node": "n1"},
                         {"id": "2", "op": "stopped", "pseudo": true},
                         {"id": "3", "op": "start", "rsc": "a", "node": "n2"},
                         {"id": "4", "op": "monitor", "rsc": "a", "node": "n2", "interval_ms": 1000}],
             "precedence": [["1", "2"], ["2", "3"], ["3", "4"]],
             "current": {"resources": {"a": {"n1": "Started"}}},
             "final": {"resources": {"a": {"n2": "Active"}}, "nodes": {"n1": {"state": "standby"}}},
             "transition_summary": [
                 {"action": "Move", "rsc": "a", "from": {"node": "n1"}, "to": {"node": "n2"}}]}
            """;
    private static final String ACTIVE = "Active";
    private static final String STARTED = "Started";

    private static Judge judge(String recorded, String got) {
        var json = new ObjectMapper();
        return new Judge(Outcome.of(json.readTree(recorded)), Outcome.of(json.readTree(got)));
    }

    @Test
    void anyActiveRoleIsAsGoodAsActive() {
        assertThat(judge(RECORDED, RECORDED.replace(ACTIVE, STARTED)).level()).contains(Level.EXACT);
    }

    @Test
    void moreOrderIsNotExact() {
        var withoutMonitorsOrder = RECORDED.replace(", [\"3\", \"4\"]", "");

        assertThat(judge(withoutMonitorsOrder, RECORDED).level()).contains(Level.FULL);
        assertThat(judge(RECORDED, withoutMonitorsOrder).level()).contains(Level.DECISION);
    }

    @Test
    void lostOrderBetweenChangesIsNoDecision() {
        assertThat(judge(RECORDED, RECORDED.replace("[\"1\", \"2\"], ", "")).level())
                .contains(Level.PLACEMENT);
    }

    @Test
    void actionsInACircleHaveNoOrder() {
        assertThat(judge(RECORDED, RECORDED.replace("[\"3\", \"4\"]", "[\"3\", \"4\"], [\"4\", \"1\"]"))
                .level()).contains(Level.PLACEMENT);
    }

    @Test
    void anotherNodeIsAnotherPlacement() {
        assertThat(judge(RECORDED, RECORDED.replace("{\"n2\": \"Active\"}", "{\"n3\": \"Started\"}")).level())
                .isEmpty();
    }

    @Test
    void statesAndSummaryCountForExact() {
        assertThat(judge(RECORDED, RECORDED.replace("standby", "online")).level()).contains(Level.FULL);
        assertThat(judge(RECORDED, RECORDED.replace("Move", "Restart")).level()).contains(Level.FULL);
        assertThat(judge(RECORDED, RECORDED.replace("{\"n1\": \"Started\"}", "{}")).level())
                .contains(Level.FULL);
    }
}
