package org.quorate.crmsh.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorate.crmsh.commands.Options.Flag;

class CommandLineTest {

    @Test
    void takesOptionsThenWords() {
        var result = CommandLine.parse(List.of("-w", "-F", "-t", "2min", "--message=why not",
                "--socket", "/s", "resource",
                "move", "-x"));

        assertThat(result).isInstanceOfSatisfying(CommandLine.Result.Run.class, run -> {
            assertThat(run.line().words()).containsExactly("resource", "move", "-x");
            assertThat(run.line().options().flags()).containsExactlyInAnyOrder(Flag.WAIT, Flag.FORCE);
            assertThat(run.line().options().limit()).isEqualTo(Duration.ofMinutes(2));
            assertThat(run.line().options().message()).isEqualTo("why not");
            assertThat(run.line().options().socketFile()).hasToString("Optional[/s]");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--forse|unknown option '--forse'; did you mean '--force'?",
            "-f|the value of -f is missing", "-t=1|unknown option '-t=1'",
            "--timeout=1h|'1h' is not a time of at most 10min (60s, 2min, ...)",
            "--display=pink|'pink' is not plain, color or color-always"})
    void namesAWrongOption(String argument, String message) {
        assertThat(CommandLine.parse(List.of(argument))).isEqualTo(new CommandLine.Result.Wrong(message));
    }
}
