using System.Diagnostics;
using AiPromptGen.Host;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>The app in the local host as a process of its own, as `dotnet run --project functions` starts it.</summary>
internal static class HostProgram
{
    private static readonly string Here = Path.ChangeExtension(typeof(HostProgram).Assembly.Location, null);

    /// <summary>Standard output is redirected; the caller kills it if it does not end by itself.</summary>
    public static Process Start(IReadOnlyDictionary<string, string> environment, params string[] settings) =>
        Process.Start(Command(environment, settings))!;

    public static ProcessStartInfo Command(IReadOnlyDictionary<string, string> environment, params string[] settings)
    {
        // The host and the app lie beside this assembly, whose files name everything that both need.
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "exec",
                "--depsfile",
                $"{Here}.deps.json",
                "--runtimeconfig",
                $"{Here}.runtimeconfig.json",
                typeof(LocalHost).Assembly.Location,
                typeof(App).Assembly.Location,
                .. settings,
            ]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        // Temporary files that a killed process leaves behind are deleted when the tests end.
        start.Environment["TMPDIR"] = TestStorage.DataFolder;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
