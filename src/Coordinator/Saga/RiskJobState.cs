using System.Text.Json;
using MassTransit;
using Workers.Contracts;
using Workers.Errors;
using Workers.Storage.Databases.Jobs;

namespace Workers.Coordinator.Saga;

/// <summary>A job as the saga sees it.</summary>
public sealed class RiskJobState : RiskJobRow, SagaStateMachineInstance
{
    /// <summary>Transitions that this message causes; written in its transaction.</summary>
    public List<JobTransitionRow> Timeline { get; } = [];

    /// <summary>Why the request that this message brings is not admitted; not stored.</summary>
    public InputError? Refusal { get; set; }

    /// <summary>The numbered error, if there is one.</summary>
    public JobError? JobError
    {
        get => Error is null ? null : JsonSerializer.Deserialize<JobError>(Error, Json.Options);
        set => Error = value is null ? null : JsonSerializer.Serialize(value, Json.Options);
    }

    /// <summary>The request as it was admitted, for this attempt.</summary>
    public ImportHazardRequested AsRequested() =>
        JsonSerializer.Deserialize<ImportHazardRequested>(Request, Json.Options)! with { Attempt = Attempt };
}
