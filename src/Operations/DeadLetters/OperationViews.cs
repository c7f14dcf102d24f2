using System.Text.Json;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;

namespace Workers.Operations.DeadLetters;

/// <summary>What was asked to be done to letters, and how far it is.</summary>
/// <param name="Counts">Letters by the stage that they have come to.</param>
/// <param name="NewSince">Letters of the same filter that were taken since it was asked for.</param>
/// <param name="Outcome">How it ended, in a sentence.</param>
/// <param name="Items">Its letters; null in lists.</param>
public sealed record OperationView(
    Guid Id,
    string Kind,
    string State,
    string Who,
    string? Why,
    JsonElement Filter,
    int Selected,
    IReadOnlyList<StageCount> Counts,
    int NewSince,
    string? Outcome,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt,
    IReadOnlyList<OperationItemView>? Items = null)
{
    /// <summary>Nothing more happens.</summary>
    public bool HasEnded => State != OperationState.Running;

    /// <summary>Every letter came to a good end.</summary>
    public bool IsDone => State == OperationState.Done && Count(ItemStage.Done) == Selected;

    /// <summary>Letters at a stage.</summary>
    public int Count(string stage) => Counts.FirstOrDefault(x => x.Stage == stage)?.Letters ?? 0;
}

/// <summary>How many letters have come to a stage.</summary>
public sealed record StageCount(string Stage, int Letters);

/// <summary>A letter of an operation.</summary>
public sealed record OperationItemView(int Number, Guid Letter, string Stage, string? Outcome,
    IReadOnlyList<ItemStepView> Steps)
{
    internal static OperationItemView From(OperationItemRow x) => new(
        x.Ordinal,
        x.LetterId,
        x.Stage,
        x.Outcome,
        [.. x.ReadSteps().Select(step => new ItemStepView(step.At, step.Stage, step.Note))]);
}

/// <summary>A stage of a letter, with its time.</summary>
public sealed record ItemStepView(DateTimeOffset At, string Stage, string? Note);

/// <summary>A line of the audit.</summary>
public sealed record AuditView(
    DateTimeOffset At,
    string Who,
    string? Why,
    string Action,
    string Event,
    Guid Operation,
    JsonElement Selection,
    string? Outcome)
{
    internal static AuditView From(AuditRow x) => new(
        x.At, x.Who, x.Why, x.Action, x.Event, x.OperationId,
        JsonSerializer.Deserialize<JsonElement>(x.Selection), x.Outcome);
}
