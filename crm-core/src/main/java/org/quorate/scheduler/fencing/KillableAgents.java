package org.quorate.scheduler.fencing;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quorate.model.AgentName;
import org.quorate.rules.ResourceOptions;

/**
 * The agents whose service ends for certain when its processes are killed and its addresses removed, so that
 * a guardian makes them harmless. Whatever is not here may leave something behind that only fencing ends: a
 * mounted file system, a device promoted to primary, a lock held by another machine.
 */
public final class KillableAgents {

    /** Why killing is enough. */
    enum Why {
        /** Stop removes an address; so does the guardian. */
        ADDRESS,
        /** Stop ends processes of this node; killing its cgroup does too. */
        PROCESS,
        /** It holds nothing outside its own state file. */
        NOTHING
    }

    private static final Map<String, Why> OCF = table();

    private KillableAgents() {}

    /** Whether the guardian can end the resource: by its agent, unless the operator says. */
    public static boolean isKillable(AgentName agent, ResourceOptions options) {
        return switch (options.isolation()) {
            case KILL -> true;
            case FENCE -> false;
            case BY_AGENT -> why(agent).isPresent();
        };
    }

    static Optional<Why> why(AgentName agent) {
        if (!agent.standard().equals("ocf")) {
            return Optional.empty();
        }
        return agent.provider().equals("quorate")
                ? Optional.of(Why.PROCESS)
                : Optional.ofNullable(OCF.get(agent.provider() + ":" + agent.type()));
    }

    private static Map<String, Why> table() {
        var table = new TreeMap<String, Why>();
        add(table, Why.ADDRESS, "heartbeat", "IPaddr", "IPaddr2", "IPv6addr", "SendArp", "Route",
                "IPsrcaddr");
        add(table, Why.PROCESS, "heartbeat", "nginx", "apache", "anything", "haproxy", "named", "varnish",
                "tomcat", "jboss", "squid", "pound", "conntrackd");
        add(table, Why.NOTHING, "heartbeat", "Dummy", "Stateful", "Delay", "MailTo", "ClusterMon");
        add(table, Why.NOTHING, "pacemaker", "Dummy", "Stateful", "ping", "pingd", "SysInfo", "HealthCPU",
                "ClusterMon", "attribute");
        return table;
    }

    private static void add(Map<String, Why> table, Why why, String provider, String... types) {
        for (var type : types) {
            table.put(provider + ":" + type, why);
        }
    }
}
