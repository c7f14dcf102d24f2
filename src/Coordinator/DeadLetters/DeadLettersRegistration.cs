using Microsoft.Extensions.DependencyInjection;
using Workers.Coordinator.Saga;

namespace Workers.Coordinator.DeadLetters;

internal static class DeadLettersRegistration
{
    /// <summary>Collects dead letters, and works the operations on them.</summary>
    public static void AddDeadLetters(this IServiceCollection services) => services
        .AddScoped<IJobLetters, JobLetters>()
        .AddSingleton<LetterIntake>()
        .AddHostedService<LetterCollector>()
        .AddSingleton(ReplaySettings.Usual)
        .AddSingleton<LetterSender>()
        .AddScoped<ReplaySteps>()
        .AddScoped<ReplayOutcomes>()
        .AddScoped<LetterMoves>()
        .AddScoped<ForgottenReplays>()
        .AddScoped<OperationRun>()
        .AddHostedService<LetterOperations>();
}
