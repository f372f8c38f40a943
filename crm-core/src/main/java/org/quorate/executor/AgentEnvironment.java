package org.quorate.executor;

import java.util.Map;
import java.util.TreeMap;
import org.quorate.agent.AgentCall;
import org.quorate.model.AgentName;

/**
 * The environment of an agent, all of it: nothing is inherited from the daemon (OCF 1.1 section 3, and what
 * Pacemaker's executor adds). No HA_LOGFACILITY, so that agents log to stderr and fork no logger for each
 * message.
 */
final class AgentEnvironment {

    static final String RESOURCE_MARK = "QUORATE_RESOURCE";
    static final String NODE_MARK = "QUORATE_NODE";
    /** The control group that the process enters before it becomes the agent. */
    static final String CGROUP = "QUORATE_CGROUP";
    /** Promotion scores go through {@code crm_attribute -p} from 3.10.0 on. */
    private static final String FEATURE_SET = "3.19.0";
    private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final ExecutorSettings settings;

    private final ResourceCgroups cgroups;

    AgentEnvironment(ExecutorSettings settings, ResourceCgroups cgroups) {
        this.settings = settings;
        this.cgroups = cgroups;
    }

    Map<String, String> of(AgentCall call) {
        var environment = common();
        environment.put(RESOURCE_MARK, call.resource());
        cgroups.of(call.resource()).ifPresent(group -> environment.put(CGROUP, group.toString()));
        if (call.agent().isOcf()) {
            ocf(environment, call.resource(), call.agent());
            call.parameters().forEach((name, value) -> environment
                    .put(name.equals("OCF_CHECK_LEVEL") ? name : "OCF_RESKEY_" + name, value));
            call.meta().forEach(
                    (name, value) -> environment.put("OCF_RESKEY_CRM_meta_" + name.replace('-', '_'), value));
            environment.putIfAbsent("OCF_RESKEY_CRM_meta_timeout", Long.toString(call.timeout().toMillis()));
        }
        return environment;
    }

    /** For runs that belong to no resource: meta-data, fence agents. */
    Map<String, String> common() {
        var environment = new TreeMap<String, String>();
        environment.put("LC_ALL", "C");
        environment.put("PATH", settings.folders().helpers() + ":" + SYSTEM_PATH);
        environment.put("HA_SBIN_DIR", settings.folders().helpers().toString());
        environment.put(NODE_MARK, settings.nodeToken());
        environment.put("QUORATE_RUN", settings.folders().run().toString());
        return environment;
    }

    void ocf(Map<String, String> environment, String instance, AgentName agent) {
        environment.put("HA_RSCTMP", settings.folders().agentState().toString());
        environment.put("OCF_ROOT", settings.folders().ocfRoot().toString());
        environment.put("OCF_RA_VERSION_MAJOR", "1");
        environment.put("OCF_RA_VERSION_MINOR", "1");
        environment.put("OCF_EXIT_REASON_PREFIX", AgentOutput.REASON_PREFIX);
        environment.put("OCF_RESOURCE_INSTANCE", instance);
        environment.put("OCF_RESOURCE_TYPE", agent.type());
        environment.put("OCF_RESOURCE_PROVIDER", agent.provider());
        environment.put("OCF_RESKEY_crm_feature_set", FEATURE_SET);
    }
}
