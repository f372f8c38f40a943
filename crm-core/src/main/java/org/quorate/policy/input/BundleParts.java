package org.quorate.policy.input;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.quorate.cib.Element;
import org.quorate.policy.input.BundleSpec.Mount;

/** Definitions of the resources that a bundle consists of. */
record BundleParts(BundleSpec spec) {

    private static final String EXECUTOR = "/usr/sbin/pacemaker-remoted";

    /** The clone of what runs inside. */
    Element clone(Element inner) {
        var meta = new LinkedHashMap<String, String>();
        meta.put("ordered", "true");
        meta.put("clone-max", Integer.toString(spec.counts().replicas()));
        meta.put("clone-node-max", Integer.toString(spec.counts().perHost()));
        meta.put("globally-unique", Boolean.toString(spec.counts().perHost() > 1));
        if (spec.counts().promoted() > 0) {
            meta.put("promotable", "true");
            meta.put("promoted-max", Integer.toString(spec.counts().promoted()));
        }
        var id = spec.id() + "-clone";
        return Element.of("clone", "id", id)
                .withChildren(List.of(Generated.set("meta_attributes", id, meta), inner));
    }

    /** The address of a replica. */
    Element address(String address) {
        var id = spec.id() + "-ip-" + address.replace(':', '-');
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("ip", address);
        spec.network().attribute("host-interface").ifPresent(nic -> parameters.put("nic", nic));
        parameters.put("cidr_netmask", spec.network().attribute("host-netmask", "32"));
        return Generated.primitive(id, "heartbeat", "IPaddr2").withChildren(List.of(
                Generated.set("instance_attributes", id, parameters), watched(id)));
    }

    private static Element watched(String id) {
        return Element.of("operations").withChildren(List.of(Generated.operation(id, "monitor", "60s")));
    }

    /**
     * The container of a replica.
     *
     * @param address its address, empty for none
     */
    Element container(int index, String address) {
        var id = spec.id() + "-" + spec.launcher().name() + "-" + index;
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("image", spec.launcher().attribute("image", ""));
        parameters.put("allow_pull", "true");
        parameters.put("force_kill", "false");
        parameters.put("reuse", "false");
        parameters.put("run_opts", launchOptions(index, address));
        parameters.put("mount_points", String.join(",", directories(index)));
        addCommands(parameters);
        return Generated.primitive(id, "heartbeat", spec.launcher().name()).withChildren(List.of(
                Generated.set("instance_attributes", id, parameters), watched(id)));
    }

    private void addCommands(Map<String, String> parameters) {
        var command = spec.launcher().attribute("run-command");
        if (spec.inner() != null) {
            parameters.put("run_cmd", command.orElse(EXECUTOR));
        } else {
            command.ifPresent(given -> parameters.put("run_cmd", given));
        }
        parameters.put("monitor_cmd", "/bin/true");
    }

    private List<String> directories(int index) {
        return spec.mounts().stream().filter(Mount::isPerReplica).map(mount -> source(mount, index)).toList();
    }

    private String source(Mount mount, int index) {
        return mount.isPerReplica() ? mount.source() + "/" + spec.id() + "-" + index : mount.source();
    }

    private String launchOptions(int index, String address) {
        var isRkt = spec.launcher().is("rkt");
        var environment = isRkt ? " --environment=" : " -e ";
        var options = new StringBuilder(spec.launcher().is("docker") ? " --restart=no" : "");
        if (spec.network().attribute("ip-range-start").isPresent()) {
            options.append(isRkt ? " --hostname=" : " -h ").append(spec.id()).append('-').append(index);
        }
        options.append(environment).append("PCMK_stderr=1");
        spec.launcher().attribute("network").ifPresent(net -> options.append(" --net=").append(net));
        options.append(environment).append("PCMK_remote_port=").append(spec.controlPort());
        addMounts(options, index, isRkt ? new RktMounts() : new BindMounts());
        addPorts(options, address);
        spec.launcher().attribute("options").ifPresent(more -> options.append(' ').append(more));
        return options.append(hosts()).toString();
    }

    /** How a launcher is told of a mount. */
    private sealed interface MountSyntax {

        String text(int number, String source, Mount mount);
    }

    private record BindMounts() implements MountSyntax {

        @Override
        public String text(int number, String source, Mount mount) {
            return " -v " + source + ":" + mount.target()
                    + (mount.options().isEmpty() ? "" : ":" + mount.options());
        }
    }

    private record RktMounts() implements MountSyntax {

        @Override
        public String text(int number, String source, Mount mount) {
            return " --volume vol" + number + ",kind=host,source=" + source
                    + (mount.options().isEmpty() ? "" : "," + mount.options())
                    + " --mount volume=vol" + number + ",target=" + mount.target();
        }
    }

    private void addMounts(StringBuilder options, int index, MountSyntax syntax) {
        var number = 0;
        for (var mount : spec.mounts()) {
            options.append(syntax.text(number, source(mount, index), mount));
            number++;
        }
    }

    private void addPorts(StringBuilder options, String address) {
        var isRkt = spec.launcher().is("rkt");
        var sharesHost = spec.launcher().attribute("network", "").equals("host");
        for (var port : spec.ports()) {
            if (!address.isEmpty()) {
                options.append(isRkt
                        ? " --port=" + port.target() + ":" + address + ":" + port.source()
                        : " -p " + address + ":" + port.source() + ":" + port.target());
            } else if (isRkt) {
                options.append(" --port=").append(port.target()).append(':').append(port.source());
            } else if (!sharesHost) {
                options.append(" -p ").append(port.source()).append(':').append(port.target());
            }
        }
    }

    /**
     * Each container knows the addresses of all. The blank is there without any too: it is part of what is
     * digested.
     */
    private String hosts() {
        var text = new StringBuilder(" ");
        if (spec.network().attribute("add-host", "true").equalsIgnoreCase("false")) {
            return text.toString();
        }
        var addresses = spec.addresses();
        for (var i = 0; i < addresses.size(); i++) {
            var name = spec.id() + "-" + i;
            text.append(spec.launcher().is("rkt")
                    ? " --hosts-entry=" + addresses.get(i) + "=" + name
                    : " --add-host=" + name + ":" + addresses.get(i));
        }
        return text.toString();
    }

    /** The connection into a container. */
    Element connection(int index, String container, String address) {
        SequencedMap<String, String> parameters = new LinkedHashMap<>();
        parameters.put("addr", address.isEmpty() ? "#uname" : address);
        parameters.put("port", spec.controlPort());
        return GuestNodes.connection(spec.id() + "-" + index, container,
                new GuestNodes.Details(new LinkedHashMap<>(), parameters, ""));
    }
}
