package io.graphbus.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Makes the help of all commands look the same. */
final class Layout {

    private Layout() {}

    static void of(CommandLine command) {
        UsageMessageSpec help = command.getCommandSpec().usageMessage();
        help.descriptionHeading("%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .sortOptions(false);
        if (!help.exitCodeList().isEmpty()) {
            help.exitCodeListHeading("%nExit codes:%n");
        }
        command.getSubcommands().values().forEach(Layout::of);
    }
}
