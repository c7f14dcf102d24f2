using System.Text.Json;
using MassTransit;
using Workers.Contracts;
using Workers.Errors;
using Workers.Messaging.Steps;

namespace Workers.Coordinator.Admission;

/// <summary>
/// Turns a plain JSON request into the message it stands for, under the same message id;
/// what cannot be read is refused visibly.
/// </summary>
internal sealed class PlainIngress(TimeProvider time) : IConsumer<PlainRequest>
{
    public Task Consume(ConsumeContext<PlainRequest> context)
    {
        var body = context.Message.Body;
        try
        {
            var request = JsonSerializer.Deserialize<ImportHazardRequested>(body, Json.Strict)
                ?? throw new JsonException("the body is null");
            return PassOnAsync(context, ExaminedRequest.Examine(request));
        }
        // Answered, not thrown: a message in an error queue tells the sender nothing.
        catch (JsonException e)
        {
            return RefuseAsync(context, JobIdIn(body), RequestErrors.Unreadable(e.Message, e.Path).Error);
        }
    }

    private Task PassOnAsync(ConsumeContext<PlainRequest> context, ExaminedRequest examined) =>
        examined.Refusal is { } refusal
            ? RefuseAsync(context, examined.Request.JobId, refusal)
            // Attempts are the saga's to count. The same message id: a repetition is found in the inbox.
            : context.Publish(examined.Request with { Attempt = 1 }, x => x.MessageId = context.MessageId);

    private Task RefuseAsync(ConsumeContext context, Guid job, InputError error) =>
        context.Publish(new RiskJobRefused { JobId = job, At = time.GetUtcNow(), Error = error.ToContract() });

    /// <summary>The job the sender meant, if that much can be read.</summary>
    private static Guid JobIdIn(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return JobIdIn(document.RootElement);
        }
        catch (JsonException)
        {
            return Guid.Empty;
        }
    }

    private static Guid JobIdIn(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("jobId", out var id))
            return Guid.Empty;
        return id.ValueKind == JsonValueKind.String && id.TryGetGuid(out var job) ? job : Guid.Empty;
    }
}
