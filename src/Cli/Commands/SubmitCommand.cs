using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Contracts;
using Workers.Operations.Jobs;

namespace Workers.Cli.Commands;

[Description("Start a risk job on what the icebox has; prints its id and returns.")]
public sealed class SubmitCommand(ISystemLocator locator) : SettingsCommand<SubmitCommand.SubmitSettings>
{
    public sealed class SubmitSettings : SystemSettings
    {
        [CommandOption("--hazard <ID>", true)]
        [Description("Hazard calculation (workers hazard list): its id, the first characters of it, or latest.")]
        public string Hazard { get; init; } = "";

        [CommandOption("--model <ID>", true)]
        [Description("Risk model (workers model list): its id, the first characters of it, or latest.")]
        public string Model { get; init; } = "";

        [CommandOption("--output <NAME>")]
        [Description(
            "Hazard outputs to use, such as mean or rlz-000; may be repeated. All realizations if none is named.")]
        public string[] Outputs { get; init; } = [];

        [CommandOption("--area <FILE|BBOX>")]
        [Description("GeoJSON file, or west,south,east,north. The whole exposure if left out.")]
        public string? Area { get; init; }

        [CommandOption("--id <GUID>")]
        [Description("Id of the job: the same id with the same request is the same job. Drawn if left out.")]
        public Guid? Id { get; init; }

        [CommandOption("--owner <NAME>")]
        [Description("Whose job it is; your user name if left out.")]
        public string? Owner { get; init; }

        [CommandOption("--description <TEXT>")]
        [Description("Free text, to find the job by.")]
        public string? Description { get; init; }
    }

    protected override async Task<int> RunAsync(SubmitSettings settings, CancellationToken cancel)
    {
        var area = AreaArgument.Read(settings.Area);
        await using var system = locator.Connect(settings);
        var request = new ImportHazardRequested
        {
            // With an id of the caller's, submitting again after a lost answer makes no second job.
            JobId = settings.Id ?? Guid.NewGuid(),
            HazardCalculationId = await system.Hazard.ResolveAsync(settings.Hazard, cancel),
            HazardOutputs = settings.Outputs.Length > 0 ? settings.Outputs : null,
            RiskModelId = await system.Models.ResolveAsync(settings.Model, cancel),
            Area = area,
            Owner = settings.Owner ?? Environment.UserName,
            Description = settings.Description,
        };
        // Asked here so that a wrong id is answered at once; the system asks again.
        await system.Jobs.RequireInputAsync(request, cancel);
        await system.Jobs.SubmitAsync(request, cancel);
        new Output(settings.Json).Answer(
            new StartedAnswer(request.JobId),
            console => console.MarkupLineInterpolated($"{request.JobId}"));
        return ExitCode.Ok;
    }
}
