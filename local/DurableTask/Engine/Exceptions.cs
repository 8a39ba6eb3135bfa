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
        : Exception($"Status(StatusCode=\"{code}\", Detail=\"{detail}\")");
}
