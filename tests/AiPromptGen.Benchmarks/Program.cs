using AiPromptGen.Benchmarks;
using AiPromptGen.Benchmarks.Scale;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

if (args is [IntakeMemory.Command, ..])
{
    return await IntakeMemory.RunAsync(hostileOnly: args is [_, "hostile"]);
}

if (args is [ScaleProgram.Command])
{
    return await ScaleProgram.RunAsync();
}

// Each benchmark is built anew with the whole app, which takes longer than the two minutes of BenchmarkDotNet on two cores.
var config = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(10));
BenchmarkSwitcher.FromAssembly(typeof(Samples).Assembly).Run(args, config);
return 0;
