package org.quorate.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the containers of a bundle are made of.
 *
 * @param engine {@code docker}, {@code podman} or {@code rkt}
 * @param options of the engine: image, replicas, ...
 * @param network options of the network: ip-range-start, host-interface, ...
 * @param ports each port mapping with its options
 * @param storage each storage mapping with its options
 */
public record Container(String engine, SortedMap<String, String> options,
        SortedMap<String, String> network, List<SortedMap<String, String>> ports,
        List<SortedMap<String, String>> storage) {

    public static final List<String> ENGINES = List.of("docker", "podman", "rkt");

    public Container {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
        network = Collections.unmodifiableSortedMap(new TreeMap<>(network));
        ports = copies(ports);
        storage = copies(storage);
    }

    private static List<SortedMap<String, String>> copies(List<SortedMap<String, String>> maps) {
        return maps.stream().map(map -> Collections.unmodifiableSortedMap(new TreeMap<>(map))).toList();
    }
}
