package org.quorate.policy.play;

import org.quorate.model.Score;
import org.quorate.policy.cluster.Options;

/** Counts failures where a node counts them: in its transient attributes. */
record FailureCounts(NodeTrace node, Options options) {

    /** One more; where a stop failed, or a start, there is no use in trying it there again. */
    void count(String resource, Result result) {
        var name = "fail-count-" + resource + "#" + result.task() + "_" + result.intervalMs();
        var isFatal = result.task().equals("stop")
                || (result.task().equals("start") && options.isOn("start-failure-is-fatal"));
        var before = node.attribute(name).flatMap(Score::parse).map(Score::value).orElse(0);
        node.attribute(name, isFatal ? Score.INFINITY.toString() : new Score(before + 1).toString());
    }
}
