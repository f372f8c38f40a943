package org.quorate.policy.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Element;

/**
 * A bundle as it is defined.
 *
 * @param launcher the element {@code docker}, {@code podman} or {@code rkt}
 * @param network the element {@code network}, empty of attributes where there is none
 * @param inner what runs inside, null for nothing
 */
record BundleSpec(Element xml, Element launcher, Element network, @Nullable Element inner, Counts counts) {

    private static final Set<String> LAUNCHERS = Set.of("docker", "podman", "rkt");

    static final String REMOTE_PORT = "3121";

    /** How many containers, in all and on a host, and how many of what is inside are promoted. */
    record Counts(int replicas, int perHost, int promoted) {}

    /** A directory or file of the host inside the container. */
    record Mount(String source, String target, String options, boolean isPerReplica) {}

    /** A port of the host inside the container. */
    record Port(String source, String target) {}

    /** Empty where nothing is told that launches containers. */
    static Optional<BundleSpec> read(Element xml) {
        var launcher = xml.children().stream().filter(child -> LAUNCHERS.contains(child.name())).findFirst();
        return launcher.map(found -> new BundleSpec(xml, found,
                xml.child("network").orElseGet(() -> Element.of("network")),
                xml.child("primitive").orElse(null), counts(xml, found)));
    }

    private static Counts counts(Element xml, Element launcher) {
        var promoted = count(launcher, "promoted-max", count(launcher, "masters", 0));
        var replicas = Math.max(1, count(launcher, "replicas", promoted > 0 ? promoted : 1));
        var perHost = Math.max(1, count(launcher, "replicas-per-host", 1));
        var network = xml.child("network").orElseGet(() -> Element.of("network"));
        var hasAddresses = network.attribute("ip-range-start").isPresent();
        var isBoundToPort = !hasAddresses && network.attribute("control-port").isPresent();
        return new Counts(replicas, isBoundToPort ? 1 : perHost, promoted);
    }

    private static int count(Element element, String name, int otherwise) {
        return element.attribute(name).filter(text -> text.matches("\\d{1,6}")).map(Integer::valueOf)
                .orElse(otherwise);
    }

    String id() {
        return xml.id();
    }

    /** Whether a connection can be made into its containers. */
    boolean isReachable() {
        return network.attribute("ip-range-start").isPresent()
                || network.attribute("control-port").isPresent();
    }

    String controlPort() {
        return network.attribute("control-port", REMOTE_PORT);
    }

    /** The names of the nodes inside the containers of a bundle. */
    static List<String> nodeNames(Element xml) {
        var names = new ArrayList<String>();
        read(xml).filter(spec -> spec.inner() != null && spec.isReachable()).ifPresent(spec -> {
            for (var i = 0; i < spec.counts().replicas(); i++) {
                names.add(spec.id() + "-" + i);
            }
        });
        return names;
    }

    /** The address of each replica in order; empty where none are given. */
    List<String> addresses() {
        var addresses = new ArrayList<String>();
        var next = network.attribute("ip-range-start", "");
        for (var i = 0; i < counts.replicas() && !next.isEmpty(); i++) {
            addresses.add(next);
            next = after(next);
        }
        return addresses;
    }

    private static String after(String address) {
        var dot = address.lastIndexOf('.');
        var parts = address.split("\\.", -1);
        if (parts.length != 4 || !address.matches("[0-9.]+")) {
            var colon = Math.max(dot, address.lastIndexOf(':'));
            var last = address.substring(colon + 1);
            return last.matches("[0-9a-fA-F]{1,4}")
                    ? address.substring(0, colon + 1) + Integer.toHexString(Integer.parseInt(last, 16) + 1)
                    : "";
        }
        var third = Integer.parseInt(parts[2]);
        var fourth = Integer.parseInt(parts[3]);
        if (third > 253) {
            return "";
        }
        if (fourth > 253) {
            third++;
            fourth = 1;
        } else {
            fourth++;
        }
        return parts[0] + "." + parts[1] + "." + third + "." + fourth;
    }

    List<Mount> mounts() {
        var mounts = new ArrayList<Mount>();
        for (var storage : xml.children("storage")) {
            for (var mapping : storage.children("storage-mapping")) {
                var root = mapping.attribute("source-dir-root");
                mounts.add(new Mount(root.orElseGet(() -> mapping.attribute("source-dir", "")),
                        mapping.attribute("target-dir", ""), mapping.attribute("options", ""),
                        root.isPresent()));
            }
        }
        if (inner != null) {
            mounts.add(new Mount("/etc/pacemaker/authkey", "/etc/pacemaker/authkey", "", false));
            mounts.add(new Mount("/var/log/pacemaker/bundles", "/var/log", "", true));
        }
        return mounts;
    }

    List<Port> ports() {
        var ports = new ArrayList<Port>();
        for (var mapping : network.children("port-mapping")) {
            var source = mapping.attribute("port").or(() -> mapping.attribute("range")).orElse("");
            ports.add(new Port(source, mapping.attribute("port").isPresent()
                    ? mapping.attribute("internal-port", source)
                    : source));
        }
        if (inner != null) {
            ports.add(new Port(controlPort(), controlPort()));
        }
        return ports;
    }
}
