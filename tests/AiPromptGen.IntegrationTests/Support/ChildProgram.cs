using System.Diagnostics;
using System.Reflection;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Code that a test runs as a separate process, for example to kill it.</summary>
internal interface IChildProgram
{
    static abstract Task RunAsync(string[] args);
}

/// <summary>The entry point of this assembly when it is run as a program: the first argument names the type to run.</summary>
internal static class ChildProgram
{
    public static Task Main(string[] args) =>
        (Task)
            Type.GetType(args[0], throwOnError: true)!
                .GetMethod(nameof(IChildProgram.RunAsync), BindingFlags.Static | BindingFlags.Public)!
                .Invoke(null, [args[1..]])!;

    /// <summary>Standard output and error are redirected; the caller kills it if it does not end by itself.</summary>
    public static Process Start<T>(IReadOnlyDictionary<string, string?> environment, params string[] args)
        where T : IChildProgram
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", typeof(ChildProgram).Assembly.Location, typeof(T).FullName!, .. args]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Temporary files that a killed process leaves behind are deleted when the tests end.
        start.Environment["TMPDIR"] = TestStorage.DataFolder;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
