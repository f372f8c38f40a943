package org.quorate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quorate.scheduler.fencing.FencePlan;
import org.quorate.scheduler.placement.Assignment;
import org.quorate.scheduler.placement.Bonds;
import org.quorate.scheduler.placement.Placements;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Action;
import org.quorate.state.ClusterState;

class DifferentialTest {

    private final ArrayList<String> differences = new ArrayList<>();
    private int compared;

    @Test
    void bothPlaceAlike() throws Exception {
        try (var folders = Files.list(Path.of("../crm-core/src/test/resources/scheduler"))) {
            for (var folder : folders.filter(Files::isDirectory).sorted().toList()) {
                compare(folder.getFileName().toString(),
                        CaseReader.read(Files.readString(folder.resolve("before.txt"))).state());
            }
        }
        for (int seed = 0; seed < Integer.getInteger("differential.seeds", 200); seed++) {
            var random = new Random(seed);
            var given = CaseReader.read(RandomCluster.text(random));
            int number = seed;
            var playback = new Playback(given.state(), given.world(), CaseReader.NOON,
                    p -> compare("seed " + number, p.state()), Comparator.comparing(Action::id));
            var events = new RandomEvents(random);
            for (int i = 0; i < 12; i++) {
                for (int step = 0; step < 4 && playback.step(); step++) {
                    compared++;
                }
                events.next(playback.state(), playback.world(), CaseReader.NOON).ifPresent(playback::apply);
            }
        }
        System.out.println(compared + " compared");
        differences.stream().distinct().forEach(System.out::println);
        assertThat(differences).isNotNull();
    }

    private void compare(String where, ClusterState state) {
        var seen = Situation.of(state, CaseReader.NOON);
        var situation = seen.condemning(FencePlan.of(seen).condemned(seen));
        var old = Assignment.of(situation, Bonds.of(situation));
        var now = Placements.of(situation);
        compared++;
        old.forEach((id, placement) -> {
            var other = now.get(id);
            if (!placement.node().equals(other.node())
                    || placement.choice().getClass() != other.choice().getClass()) {
                differences.add(where + " " + id + "\n  old " + placement.choice() + " "
                        + CaseWriter.scores(placement) + "\n  new " + other.choice() + " "
                        + CaseWriter.scores(other));
            }
        });
    }
}
