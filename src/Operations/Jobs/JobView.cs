using System.Text.Json;
using Workers.Contracts;
using Workers.Storage.Databases.Jobs;

namespace Workers.Operations.Jobs;

/// <summary>A job as people and scripts see it.</summary>
public sealed record JobView
{
    public required Guid JobId { get; init; }

    /// <summary>One of <see cref="JobState"/>.</summary>
    public required string State { get; init; }
    public required int Attempt { get; init; }
    public required string? Description { get; init; }
    public required string? Owner { get; init; }
    public required Guid HazardCalculationId { get; init; }
    public required string RiskModelId { get; init; }

    /// <summary>Area of interest of the request; null for the whole exposure.</summary>
    public required JsonElement? Area { get; init; }

    /// <summary>Hazard sites that were imported, once there.</summary>
    public required int? Sites { get; init; }

    /// <summary>Hazard values that were imported, once there.</summary>
    public required long? Values { get; init; }

    /// <summary>Assets that were calculated, once there.</summary>
    public required int? Assets { get; init; }

    /// <summary>Rows of results, once there.</summary>
    public required long? Rows { get; init; }

    /// <summary>Import in the engine database, once there.</summary>
    public required Guid? ImportId { get; init; }

    /// <summary>Null if the current step has not said anything yet.</summary>
    public required ProgressView? Progress { get; init; }
    public required JobError? Error { get; init; }
    public required IReadOnlyList<string> Warnings { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it entered its current state.</summary>
    public required DateTimeOffset StateSince { get; init; }
    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Oldest transition first; null in lists.</summary>
    public required IReadOnlyList<TransitionView>? Timeline { get; init; }

    /// <summary>Nothing happens to it unless somebody acts.</summary>
    public bool IsResting => JobState.Resting.Contains(State);

    /// <summary>Its results are in the icebox.</summary>
    public bool IsCompleted => State == JobState.Completed;

    internal static JobView From(RiskJobRow row, IEnumerable<JobTransitionRow>? transitions = null) => new()
    {
        JobId = row.CorrelationId,
        State = row.CurrentState,
        Attempt = row.Attempt,
        Description = row.Description,
        Owner = row.Owner,
        HazardCalculationId = row.HazardCalculationId,
        RiskModelId = row.RiskModelId,
        Area = AreaOf(row.Request),
        Sites = row.Sites,
        Values = row.Values,
        Assets = row.Assets,
        Rows = row.Rows,
        ImportId = row.ImportId,
        Progress = row.ProgressTotal > 0 ? ProgressView.From(row) : null,
        Error = ErrorFrom(row.Error),
        Warnings = row.Warnings,
        StartedAt = row.StartedAt,
        StateSince = row.StateSince,
        FinishedAt = row.FinishedAt,
        Timeline = transitions is null ? null : [.. transitions.OrderBy(t => t.Id).Select(TransitionView.FromRow)],
    };

    private static JsonElement? AreaOf(string request)
    {
        using var document = JsonDocument.Parse(request);
        return document.RootElement.TryGetProperty("area", out var area) && area.ValueKind == JsonValueKind.Object
            ? area.Clone()
            : null;
    }

    internal static JobError? ErrorFrom(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<JobError>(json, JsonSerializerOptions.Web);
}
