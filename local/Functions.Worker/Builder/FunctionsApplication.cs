using System.Reflection;
using Microsoft.Azure.Functions.Worker.Local;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        try
        {
            return new(args, Assembly.GetEntryAssembly()!, _ => true, exitOnFailure: true);
        }
        catch (LocalHostException exception)
        {
            LocalHost.Exit(exception);
            throw;
        }
    }

    /// <summary>For tests: start-up failures are thrown instead of ending the process.</summary>
    /// <param name="includes">Which types of the assembly to look through for functions.</param>
    internal static FunctionsApplicationBuilder CreateBuilder(
        string[] args,
        Assembly functions,
        Func<Type, bool> includes
    ) => new(args, functions, includes, exitOnFailure: false);
}
