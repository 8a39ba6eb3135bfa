// Official type names, so that logs and failure texts read the same. They live in packages this stand-in
// does not repeat, hence internal: an app cannot name them with either set of packages.
#pragma warning disable IDE0130
namespace DurableTask.Core.Exceptions
{
    internal sealed class OrchestrationAlreadyExistsException(string message) : Exception(message);

    internal sealed class NonDeterministicOrchestrationException(string message)
        : Exception("Non-Deterministic workflow detected: " + message);
}

namespace Grpc.Core
{
    /// <param name="code">As official: NotFound, FailedPrecondition.</param>
    internal sealed class RpcException(string code, string detail)
        : Exception($"Status(StatusCode=\"{code}\", Detail=\"{detail}\")")
    {
        public string Code { get; } = code;
    }
}

namespace Microsoft.DurableTask.Local
{
    /// <summary>Another process runs this hub now; everything in memory here is stale.</summary>
    internal sealed class OwnershipLostException() : Exception("Another process has taken over the task hub.");

    /// <summary>A value does not fit into a table row.</summary>
    internal sealed class PayloadTooLargeException(string what, int characters)
        : ArgumentException(
            $"The {what} has {characters} characters; at most {Payloads.MaxCharacters} fit (900 KB of UTF-16)."
        );
}
