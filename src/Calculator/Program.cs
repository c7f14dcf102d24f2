using Microsoft.Extensions.DependencyInjection;
using Workers.Calculator.CalculateBlock;
using Workers.Calculator.Calculations;
using Workers.Calculator.DiscardWork;
using Workers.Calculator.MergeBlocks;
using Workers.Calculator.RunRiskCalc;
using Workers.Messaging;
using Workers.Storage;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;

return await WorkersHost.RunAsync<EngineDb>("calculator", Database.Engine, args, host =>
{
    host.Services.AddEngine(host.Settings.Connection(Database.Engine)).AddSingleton<JobInput>().AddSingleton<OpenCalculations>();
    host.Step<RunRiskCalc, Workers.Contracts.RunRiskCalc>(Queues.RunRiskCalc);
    host.Step<CalculateBlock, Workers.Contracts.CalculateBlock>(Queues.CalculateBlock);
    host.Step<MergeBlocks, Workers.Contracts.MergeBlocks>(Queues.MergeBlocks);
    host.Discards<DiscardCalculated>(Queues.DiscardWork);
});
