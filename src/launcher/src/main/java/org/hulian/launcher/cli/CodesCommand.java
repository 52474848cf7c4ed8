package org.hulian.launcher.cli;

import picocli.CommandLine.Command;

@Command(
        name = "codes",
        mixinStandardHelpOptions = true,
        description = "Map a sender's test names to standard codes, import releases of code systems.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CodesSuggestCommand.class,
            CodesReviewCommand.class,
            CodesCoverageCommand.class,
            CodesImportCommand.class
        })
final class CodesCommand {}
