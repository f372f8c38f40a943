package org.quorate.crmsh.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;

/** Golden pages. */
class StatusViewTest {

    private static final String STATUS = """
            {"v":1,"revision":1,"at":"2026-01-01T00:10:00Z","cluster":"demo","node":"n1",\
            "dc":"n3","settled":false,
             "transition":{"id":3,"basedOn":1,"total":4,"done":1},"quorum":{"quorate":true},
             "unsafe":["fencing-enabled=false: a node that does not answer is taken for dead \
             without proof at all"],
             "pending":[{"action":"3.1","does":"start","resource":"ip","node":"n1","running":true,
                         "why":"its node n2 was lost and nobody else may run it"}],
             "nodes":[{"node":"n1","presence":"member","since":"2026-01-01T00:00:00Z",\
             "attributes":{"site":"a"}},
                      {"node":"n2","presence":"lost","since":"2026-01-01T00:09:30Z"},
                      {"node":"n3","presence":"member","kind":"arbiter","since":"2025-12-30T00:00:00Z"},
                      {"node":"n4","presence":"member","standby":true,"since":"2025-12-31T20:00:00Z"}],
             "resources":[{"group":"web","members":["ip","httpd"]},
              {"primitive":"ip","in":"web","agent":"ocf:quorate:IPaddr","pending":"starting on n1"},
              {"primitive":"httpd","in":"web","agent":"ocf:quorate:anything",\
              "running":[{"node":"n4","role":"Started",
               "failing":true}],"failed":[{"node":"n4","operation":"monitor_10000","exit":7,"status":"done",
               "why":"gone","at":"2026-01-01T00:08:00Z","count":3}]},
              {"primitive":"off","agent":"ocf:quorate:Dummy","targetRole":"Stopped","managed":false},
              {"primitive":"db","agent":"ocf:pacemaker:Stateful","running":[{"node":"n1","role":"Promoted"}],
               "blocked":["a possible owner could still run it: n2 (lost 30 s ago); type crm node \
               confirm-dead n2"]}],
             "fencing":[{"target":"n2","how":"f2","ending":"failed","at":"2026-01-01T00:09:50Z"}]}""";

    private static String page(Screen.Traits traits) {
        return new StatusView(traits)
                .render(JsonAt.root(Json.read(STATUS.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void showsWhatIsWrongWithItsReasonsOnEightyColumns() {
        var page = page(new Screen.Traits(200, true, true, false, false));

        assertThat(page).isEqualTo("""
                demo  quorate, 3 of 4 nodes, DC n3, working (1 of 4 actions done)  (seen by n1)
                ! UNSAFE: fencing-enabled=false: a node that does not answer is taken for dead
                          without proof at all

                  * n1  online        for 10 min, site=a
                  - n2  lost          for 30 s
                  * n3  online        arbiter, for 2 days
                  * n4  standby       for 4 h

                  web  group
                    - ip     stopped (starting on n1)  ocf:quorate:IPaddr
                    * httpd  on n4 (FAILED)  ocf:quorate:anything
                  - off    stopped, as wanted (unmanaged)  ocf:quorate:Dummy
                  * db     Promoted on n1  ocf:pacemaker:Stateful
                    ! a possible owner could still run it: n2 (lost 30 s ago); type crm node
                      confirm-dead n2

                Failures  (forget them: crm resource cleanup)
                  x httpd: monitor every 10s on n4: exit 7, gone (3 times), 2 min ago

                Under way
                  > start ip on n1 now: its node n2 was lost and nobody else may run it

                  Fencing of n2 failed (f2, 10 s ago)""");
        assertThat(page.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void coloursAndDrawsWhereTheTerminalCan() {
        var page = page(new Screen.Traits(80, true, true, true, true));

        assertThat(page).contains("\u001b[31;1m", "\u25cf", "\u2717");
        assertThat(page.replaceAll("\u001b\\[[0-9;]*m", "").lines()).allMatch(line -> line.length() <= 80);
    }
}
