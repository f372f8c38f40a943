package org.quorate.crmsh.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorate.crmsh.client.DaemonPlace;
import org.quorate.crmsh.language.CrmLanguage;

class ManualTest {

    private static final Set<String> CONTROLS = Set.of("help", "cd", "up", "ls", "quit", "cluster",
            "configure", "node",
            "resource");

    private final Transcript screen = new Transcript();
    private final Shell shell = new Shell(new Session(screen, Options.NONE,
            DaemonPlace.find(Optional.empty(), Optional.of(Path.of("/none")), Map.of())));

    @ParameterizedTest
    @ValueSource(strings = {"", "cluster", "configure", "node", "resource"})
    void describesEveryCommandAndNoOther(String level) {
        var commands = new TreeSet<String>();
        (level.isEmpty() ? shell.root() : shell.level(level)).commands().stream().map(Command::name)
                .filter(name -> !CrmLanguage.LATER.contains(name)).forEach(commands::add);
        if (level.isEmpty()) {
            commands.addAll(CONTROLS);
        }

        var sections = new TreeSet<>(new Manual().sections(level).stream().map(Manual.Section::name)
                .toList());

        assertThat(sections).isEqualTo(commands);
        assertThat(new Manual().sections(level)).noneMatch(section -> section.summary().isBlank());
    }

    @Test
    void saysOfEveryCommandWhatItsUsageSays() {
        for (var level : List.of("cluster", "node", "resource")) {
            for (var command : shell.level(level).commands()) {
                assertThat(new Manual().sections(level)).extracting(Manual.Section::usage)
                        .contains((command.name() + " " + command.usage()).strip());
            }
        }
    }

    @Test
    void showsACommandOfAnotherLevel() {
        shell.runAll("node\nhelp resource move");

        assertThat(screen.out).singleElement().asString().startsWith("move <rsc> [<node>]\n")
                .contains("Moves a resource, once").doesNotContain("`");
    }
}
