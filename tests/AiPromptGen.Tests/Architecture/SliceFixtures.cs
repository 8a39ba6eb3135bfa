// A small bad program: one broken wall per way of using a type, and rules that are not pure. SliceTests must find them all.
#pragma warning disable IDE0130 // The namespaces stand for the program's own.
namespace AiPromptGen.Tests.Architecture.BadProgram.Credits
{
    internal sealed class Ledger
    {
        public int Balance { get; init; }
    }
}

namespace AiPromptGen.Tests.Architecture.BadProgram.Accounts
{
    internal sealed class Profile;
}

namespace AiPromptGen.Tests.Architecture.BadProgram.Platform
{
    using AiPromptGen.Tests.Architecture.BadProgram.Credits;

    internal sealed class InSignature
    {
        public Ledger? Ledger { get; init; }
    }

    internal sealed class InAsyncBody
    {
        public static async Task<int> RunAsync()
        {
            await Task.Yield();
            return new Ledger { Balance = 1 }.Balance;
        }
    }

    internal sealed class InLambda
    {
        public Func<int> Later { get; } = () => new Ledger().Balance;
    }

    internal sealed class InIterator
    {
        public static IEnumerable<int> Numbers()
        {
            yield return new Ledger().Balance;
        }
    }

    internal sealed class InTypeArgument
    {
        public object Made { get; } = new List<Ledger>();
    }
}

namespace AiPromptGen.Tests.Architecture.BadProgram.Prompts
{
    using AiPromptGen.Tests.Architecture.BadProgram.Accounts;

    internal sealed class UsesAccounts
    {
        public Profile? Profile { get; init; }
    }
}

namespace AiPromptGen.Tests.Architecture.BadProgram.Examples
{
    internal sealed class Collection
    {
        public Azure.ETag ReadFrom { get; init; }
    }

    internal static class FromFiles
    {
        public static string Read(string path) => System.IO.File.ReadAllText(path);
    }
}

namespace AiPromptGen.Tests.Architecture.BadProgram.Accounts
{
    using AiPromptGen.Tests.Architecture.BadProgram.Examples;

    internal sealed class Publisher
    {
        public Collection? Public { get; init; }
    }
}

namespace AiPromptGen.Tests.Architecture.BadProgram.Gallery
{
    internal sealed class OfNoKnownSlice;
}

namespace AiPromptGen.Tests.Architecture.BadProgram.Uploads
{
    internal static class StorageRules
    {
        public static bool IsThere(Azure.ETag tag) => tag != default;
    }

    internal static class HttpRules
    {
        public static bool IsSecure(Microsoft.AspNetCore.Http.HttpRequest request) => request.IsHttps;
    }

    internal static class DurableRules
    {
        public static Microsoft.DurableTask.TaskName Next() => new("Next");
    }
}
