using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Operations;
using Workers.Operations.DeadLetters;
using Workers.Operations.Jobs;

namespace Workers.Cli.Commands.DeadLetters;

/// <summary>Which dead letters are meant.</summary>
public class LetterSettings : SystemSettings
{
    [CommandArgument(0, "[IDS]")]
    [Description("Ids of letters, or their first characters, or latest.")]
    public string[] Ids { get; init; } = [];

    [CommandOption("--queue <QUEUE>")]
    [Description("Only letters that died in this queue.")]
    public string? Queue { get; init; }

    [CommandOption("--type <TYPE>")]
    [Description("Only messages of this type, such as RunRiskCalc.")]
    public string? Type { get; init; }

    [CommandOption("--code <CODE>")]
    [Description("Only letters with this code: W5002, FAULT, SKIPPED, DELIVERIES, SETASIDE.")]
    public string? Code { get; init; }

    [CommandOption("--group <GROUP>")]
    [Description("Only letters of this group (workers deadletters groups); the first characters are enough.")]
    public string? Group { get; init; }

    [CommandOption("--job <ID>")]
    [Description("Only letters of this job.")]
    public string? Job { get; init; }

    [CommandOption("--owner <NAME>")]
    [Description("Only letters of jobs that this user asked for.")]
    public string? Owner { get; init; }

    [CommandOption("--text <TEXT>")]
    [Description("Only letters with this in reason, exception or place.")]
    public string? Text { get; init; }

    [CommandOption("--since <TIME>")]
    [Description("Only letters taken since: a date, or minutes, hours or days ago (90m, 12h, 7d).")]
    public string? Since { get; init; }

    [CommandOption("--until <TIME>")]
    [Description("Only letters taken until then.")]
    public string? Until { get; init; }

    /// <summary>What was said, with whole ids.</summary>
    internal async Task<LetterSelection> SelectionAsync(SystemClient system, CancellationToken cancel)
    {
        var now = TimeProvider.System.GetUtcNow();
        var ids = new List<Guid>();
        foreach (var id in Ids) ids.Add(await system.Letters.ResolveAsync(id, cancel));
        return new LetterSelection
        {
            Ids = ids.Count == 0 ? null : ids,
            Queue = Queue,
            MessageType = Type,
            Code = Code,
            Group = Group,
            Job = Job is null ? null : await system.Jobs.ResolveAsync(Job, cancel),
            Owner = Owner,
            Text = Text,
            Since = SinceArgument.Read(Since, "--since", now),
            Until = SinceArgument.Read(Until, "--until", now),
        };
    }
}

/// <summary>Which of them to list.</summary>
public class ListedLetterSettings : LetterSettings
{
    [CommandOption("--state <STATE>")]
    [Description("open, replaying, closed or archived; all means any.")]
    [DefaultValue("open")]
    public string State { get; init; } = "open";

    internal async Task<LetterSelection> ListedAsync(SystemClient system, CancellationToken cancel) =>
        await SelectionAsync(system, cancel) with { State = State == "all" ? null : State };
}

/// <summary>What to do with letters, and why.</summary>
public class LetterActionSettings : LetterSettings
{
    [CommandOption("--all")]
    [Description("All letters are meant, if no id and no filter is given.")]
    public bool All { get; init; }

    [CommandOption("--reason <TEXT>")]
    [Description("Why; it stays in the audit.")]
    public string? Reason { get; init; }

    [CommandOption("--confirm <N>")]
    [Description("How many letters are meant: needed above 100 where it cannot be asked.")]
    public int? Confirm { get; init; }

    [CommandOption("--no-wait")]
    [Description("Do not wait for the end; workers operations shows it.")]
    public bool NoWait { get; init; }
}
