using System.Reflection;
using AiPromptGen.Host.Start;
using Microsoft.Azure.Functions.Worker.Local;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) =>
        CreateProgram(args, Assembly.GetEntryAssembly()!, _ => true);

    /// <summary>A builder whose start-up failures, if nobody catches them, end the process with one line and exit code 1.</summary>
    internal static FunctionsApplicationBuilder CreateProgram(
        string[] args,
        Assembly functions,
        Func<Type, bool> includes
    )
    {
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
        {
            if ((unhandled.ExceptionObject as Exception)?.GetBaseException() is LocalHostException exception)
            {
                Console.Error.WriteLine(exception.Message);
                Environment.Exit(1);
            }
        };
        return CreateBuilder(args, functions, includes);
    }

    /// <param name="includes">Which types of the assembly to look through for functions.</param>
    internal static FunctionsApplicationBuilder CreateBuilder(
        string[] args,
        Assembly functions,
        Func<Type, bool> includes
    ) => new(args, functions, includes);
}
