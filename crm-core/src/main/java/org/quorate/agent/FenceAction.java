package org.quorate.agent;

/** What a fence agent can be asked to do (the ClusterLabs fence agent API). */
public enum FenceAction {

    ON("on"), OFF("off"), REBOOT("reboot"), STATUS("status"), LIST("list"), MONITOR("monitor"), METADATA(
            "metadata"), VALIDATE_ALL("validate-all");

    private final String word;

    FenceAction(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
