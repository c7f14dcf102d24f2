using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Logging;
using Workers.Contracts;
using Workers.Errors;
using Workers.Messaging.Inbox;
using Workers.Messaging.Outbox;
using Workers.Messaging.Steps;
using Workers.Storage.Databases.Jobs;

namespace Workers.Coordinator.Admission;

/// <summary>What a door needs.</summary>
internal sealed record DoorServices(JobsDb Db, CommandOutbox Inside, TimeProvider Time, ILogger<Door> Log);

/// <summary>
/// Where platforms bring requests and actions. What can be read goes in to the saga, once; whatever cannot is answered,
/// and so is what was asked before: nothing that a platform sends becomes a dead letter, and a repetition costs no
/// transaction.
/// </summary>
internal abstract class Door(DoorServices services) : IConsumer<Arrival>
{
    protected abstract string Name { get; }

    public async Task Consume(ConsumeContext<Arrival> context)
    {
        var letter = Letter.Of(context);
        var job = Guid.Empty;
        try
        {
            var message = Read(ref letter, out job);
            await TakeAsync(context, letter, message);
        }
        catch (OurOwnAnswerException e)
        {
            services.Log.LogWarning("Dropped: {Reason}", e.Message);
        }
        // An answer, not an incident.
        catch (InputException e)
        {
            await RefuseAsync(context, letter, job, e.Error);
        }
    }

    /// <summary>What the letter says; its id may stand inside.</summary>
    protected abstract object Read(ref Letter letter, out Guid job);

    private async Task TakeAsync(ConsumeContext context, Letter letter, object message)
    {
        if (message is ImportHazardRequested request)
        {
            // Attempts are the saga's to count.
            var examined = ExaminedRequest.Examine(request with { Attempt = 1 });
            if (examined.Refusal is { } refusal)
                await RefuseAsync(context, letter, request.JobId, refusal);
            else
                await TakeAsync(context, letter, letter.KeyOf(examined.Text), examined);
            return;
        }
        var said = message.GetType().Name + JsonSerializer.Serialize(message, message.GetType(), Json.Options);
        // Without an id of its own it is a new action: a job may be tried again in the same words as last week.
        var key = letter.GivenId is { Length: > 0 } ? letter.KeyOf(said) : new DoorKey(Guid.NewGuid(), Guid.NewGuid());
        await TakeAsync(context, letter, key, message);
    }

    private async Task TakeAsync(ConsumeContext context, Letter letter, DoorKey key, object message)
    {
        // Twice at most: somebody who brought the same at the same time was faster.
        while (!await TryTakeAsync(context, letter, key, message))
            services.Log.LogInformation("{MessageId} came twice at once", key.MessageId);
    }

    private async Task<bool> TryTakeAsync(ConsumeContext context, Letter letter, DoorKey key, object message)
    {
        var seen = await DoorInbox.LookAsync(services.Db, key, context.CancellationToken);
        if (seen == DoorSeen.WithAnotherBody)
            throw DoorErrors.MessageIdReused(letter.ShownGivenId ?? "");
        return message switch
        {
            ExaminedRequest x => await TakeRequestAsync(context, letter, key, seen, x),
            CancelRiskJob x => await TakeActionAsync(context, letter, key, seen, x.JobId, x),
            RetryRiskJob x => await TakeActionAsync(context, letter, key, seen, x.JobId, x),
            _ => throw new InvalidOperationException($"{message.GetType()} is no message of a door"),
        };
    }

    private async Task<bool> TakeRequestAsync(
        ConsumeContext context, Letter letter, DoorKey key, DoorSeen seen, ExaminedRequest examined)
    {
        var request = examined.Request;
        if (await KnownJob.FindAsync(services.Db, request.JobId, context.CancellationToken) is { } known)
        {
            if (known.RequestHash != examined.Hash)
                throw RequestErrors.JobIdReused(request.JobId);
            // Perhaps the first answer was lost.
            await context.Publish(known.Told(services.Time.GetUtcNow(), nameof(ImportHazardRequested)));
            return true;
        }
        // It is on its way inside, and will be answered there.
        return seen == DoorSeen.Before || await PassOnAsync(letter, key, request, context.CancellationToken);
    }

    private async Task<bool> TakeActionAsync<T>(
        ConsumeContext context, Letter letter, DoorKey key, DoorSeen seen, Guid job, T action) where T : class
    {
        if (seen == DoorSeen.Never)
            return await PassOnAsync(letter, key, action, context.CancellationToken);
        // Perhaps the first answer was lost.
        if (await KnownJob.FindAsync(services.Db, job, context.CancellationToken) is { } known)
            await context.Publish(known.Told(services.Time.GetUtcNow(), typeof(T).Name));
        return true;
    }

    private Task RefuseAsync(ConsumeContext context, Letter letter, Guid job, InputError error)
    {
        services.Log.LogInformation("{JobId} refused at the door: {Error}", job, error);
        return context.Publish(new RiskJobRefused
        {
            JobId = job,
            At = services.Time.GetUtcNow(),
            Error = error.ToContract(),
            MessageId = letter.ShownGivenId,
        });
    }

    /// <summary>In one transaction: it was taken, and it goes inside.</summary>
    /// <returns>False if somebody else has just taken it.</returns>
    private async Task<bool> PassOnAsync<T>(Letter letter, DoorKey key, T message, CancellationToken cancel)
        where T : class
    {
        await using var transaction = await services.Db.Database.BeginTransactionAsync(cancel);
        if (!await DoorInbox.AddAsync(services.Db, key, cancel))
            return false;
        var origin = new CommandOrigin(key.MessageId, Name, letter.Sender);
        await services.Inside.SendAsync(message, origin, services.Db, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }
}

/// <summary>Queue <c>risk-job-ingress</c>: requests as plain JSON.</summary>
internal sealed class PlainDoor(DoorServices services) : Door(services)
{
    protected override string Name => "plain";

    protected override object Read(ref Letter letter, out Guid job) => LetterReader.ReadPlain(letter.Body, out job);
}

/// <summary>Queue <c>risk-job-requests</c>: requests and actions in envelopes.</summary>
internal sealed class EnvelopeDoor(DoorServices services) : Door(services)
{
    protected override string Name => "envelope";

    protected override object Read(ref Letter letter, out Guid job)
    {
        var message = LetterReader.ReadEnvelope(letter.Body, out job, out var id);
        letter = letter with { GivenId = letter.GivenId ?? id };
        return message;
    }
}
