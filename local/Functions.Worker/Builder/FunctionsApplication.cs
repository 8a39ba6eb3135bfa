using System.Reflection;
using Microsoft.Azure.Functions.Worker.Local;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) =>
        CreateProgram(args, Assembly.GetEntryAssembly()!, _ => true);

    /// <summary>A builder whose start-up failures end the process with one line and exit code 1.</summary>
    internal static FunctionsApplicationBuilder CreateProgram(
        string[] args,
        Assembly functions,
        Func<Type, bool> includes
    )
    {
        try
        {
            return new(args, functions, includes, exitOnFailure: true);
        }
        catch (LocalHostException exception)
        {
            LocalHost.Exit(exception);
            throw;
        }
    }

    /// <summary>A builder whose start-up failures are thrown.</summary>
    /// <param name="includes">Which types of the assembly to look through for functions.</param>
    internal static FunctionsApplicationBuilder CreateBuilder(
        string[] args,
        Assembly functions,
        Func<Type, bool> includes
    ) => new(args, functions, includes, exitOnFailure: false);
}
