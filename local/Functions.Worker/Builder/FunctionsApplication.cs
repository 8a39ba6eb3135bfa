using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) =>
        CreateBuilder(args, Assembly.GetEntryAssembly()!, _ => true);

    /// <param name="includes">Which types of the assembly to look through for functions.</param>
    internal static FunctionsApplicationBuilder CreateBuilder(
        string[] args,
        Assembly functions,
        Func<Type, bool> includes
    ) => new(args, functions, includes);
}
