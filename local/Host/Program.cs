using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using AiPromptGen.Host;
using AiPromptGen.Host.Start;

// The first argument names the app's assembly; the others are settings.
var app = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(args[0]));
var ending = new TaskCompletionSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
try
{
    await using var host = await LocalHost.StartAsync(
        new()
        {
            App = app,
            Settings = args[1..],
            Console = true,
        }
    );
    await Console.Out.WriteLineAsync($"Listening on {host.Address}");
    await await Task.WhenAny(ending.Task, host.Ended);
    return 0;
}
catch (LocalHostException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}

void End(PosixSignalContext context)
{
    context.Cancel = true;
    ending.TrySetResult();
}
