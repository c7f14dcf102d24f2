using System.Text.Json;
using MassTransit;
using Workers.Contracts;
using Workers.Messaging.Steps;
using Workers.Errors;

namespace Workers.Coordinator.Admission;

/// <summary>Turns a plain JSON request into the message it stands for, under the same message id; what cannot be read is refused visibly.</summary>
internal sealed class PlainIngress(TimeProvider time) : IConsumer<PlainRequest>
{
    public Task Consume(ConsumeContext<PlainRequest> context)
    {
        try
        {
            var request = JsonSerializer.Deserialize<ImportHazardRequested>(context.Message.Body, Json.Strict)
                ?? throw new JsonException("the body is null");
            return RequestCheck.WhyNoJob(request) is { } error
                ? RefuseAsync(context, request.JobId, error)
                : context.Publish(request with { Attempt = 1 }, x => x.MessageId = context.MessageId);
        }
        catch (JsonException e)
        {
            return RefuseAsync(context, JobId(context.Message.Body), new InputError(
                ErrorCode.RequestInvalid, $"the request cannot be read: {e.Message}", e.Path, "plain JSON of ImportHazardRequested, as in docs/messages.md"));
        }
    }

    private Task RefuseAsync(ConsumeContext context, Guid job, InputError error) =>
        context.Publish(new RiskJobRefused { JobId = job, At = time.GetUtcNow(), Error = error.ToContract() });

    /// <summary>The job the sender meant, if that much can be read.</summary>
    private static Guid JobId(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("jobId", out var id) && id.ValueKind == JsonValueKind.String
                && id.TryGetGuid(out var job) ? job : Guid.Empty;
        }
        catch (JsonException)
        {
            return Guid.Empty;
        }
    }
}
