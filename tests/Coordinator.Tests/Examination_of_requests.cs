using System.Text.Json;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Workers.Contracts;
using Workers.Coordinator.Admission;
using Workers.Errors;

namespace Workers.Coordinator.Tests;

/// <summary>What is found out about a request before anything is done for it.</summary>
public sealed class Examination_of_requests
{
    [Fact]
    public void A_request_in_order_is_neither_refused_nor_wrong()
    {
        var request = Requests.New();

        Assert.Null(ExaminedRequest.Examine(request).Refusal);
        Assert.Null(RequestCheck.Problem(request));
    }

    [Fact]
    public void The_same_request_has_the_same_hash_whatever_its_attempt()
    {
        var request = Requests.New();
        var again = ExaminedRequest.Examine(request with { Attempt = 7 });

        Assert.Equal(ExaminedRequest.Examine(request).Hash, again.Hash);
        Assert.Matches("^[0-9a-f]{64}$", again.Hash);
        Assert.NotEqual(again.Hash, ExaminedRequest.Examine(request with { Owner = "ben" }).Hash);
    }

    [Fact]
    public void Text_with_a_NUL_is_refused() =>
        Assert.Equal(ErrorCode.RequestInvalid, RefusalOf(Requests.New() with { Description = "a\0b" }));

    [Fact]
    public void A_request_without_an_id_is_refused() =>
        Assert.Equal(ErrorCode.RequestInvalid, RefusalOf(Requests.New(Guid.Empty)));

    [Fact]
    public void Half_of_a_surrogate_pair_in_the_geometry_is_refused()
    {
        using var geometry = JsonDocument.Parse("""{"type": "\ud800"}""");
        var area = new Area { Geometry = geometry.RootElement };

        Assert.Equal(ErrorCode.RequestInvalid, RefusalOf(Requests.New() with { Area = area }));
    }

    [Fact]
    public void Four_million_characters_are_the_most()
    {
        var around = ExaminedRequest.Examine(Requests.New() with { Description = "" }).Text.Length;
        var most = new string('a', 4_000_000 - around);

        Assert.Null(RefusalOf(Requests.New() with { Description = most }));
        Assert.Equal(ErrorCode.AreaTooComplex, RefusalOf(Requests.New() with { Description = most + 'a' }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a hash")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_risk_model_is_named_by_64_lower_case_hex_digits(string id)
    {
        var problem = RequestCheck.Problem(Requests.New() with { RiskModelId = id });

        Assert.Equal((ErrorCode.RequestInvalid, "riskModelId"), (problem!.Code, problem.Where));
    }

    [Fact]
    public void An_area_of_nothing_is_wrong() =>
        Assert.Equal(ErrorCode.AreaInvalid, RequestCheck.Problem(Requests.New() with { Area = new Area() })!.Code);

    [Fact]
    public async Task A_message_is_examined_once()
    {
        var found = new TaskCompletionSource<(ExaminedRequest, ExaminedRequest)>();
        await using var services = new ServiceCollection()
            .AddMassTransitTestHarness(x => x.AddHandler<ImportHazardRequested>(context =>
            {
                found.TrySetResult((ExaminedRequest.From(context), ExaminedRequest.From(context)));
                return Task.CompletedTask;
            }))
            .BuildServiceProvider();
        var harness = services.GetRequiredService<ITestHarness>();
        await harness.Start();
        await harness.Bus.Publish(Requests.New());

        var (first, second) = await found.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Same(first, second);
    }

    private static ErrorCode? RefusalOf(ImportHazardRequested request) =>
        ExaminedRequest.Examine(request).Refusal?.Code;
}
