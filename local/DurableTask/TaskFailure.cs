using System.Reflection;

namespace Microsoft.DurableTask;

/// <summary>An exception as history keeps it: what is left of it in another process.</summary>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties
)
{
    public static TaskFailureDetails FromException(Exception exception) =>
        new(
            exception.GetType().ToString(),
            exception.Message,
            exception.StackTrace,
            exception is TaskFailedException failed ? failed.FailureDetails
                : exception.InnerException is { } inner ? FromException(inner)
                : null,
            null
        );

    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <exception cref="AmbiguousMatchException">Several loaded assemblies have a type of that name.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        var type =
            Type.GetType(ErrorType, throwOnError: false) ?? targetBaseExceptionType.Assembly.GetType(ErrorType, false);
        if (type is null)
        {
            Type[] found =
            [
                .. AppDomain
                    .CurrentDomain.GetAssemblies()
                    .Select(a => a.GetType(ErrorType, throwOnError: false))
                    .OfType<Type>(),
            ];
            type = found.Length <= 1 ? found.FirstOrDefault() : throw new AmbiguousMatchException(ErrorType);
        }

        return targetBaseExceptionType.IsAssignableFrom(type);
    }

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";
}

/// <summary>An activity or sub-orchestration failed.</summary>
public sealed class TaskFailedException : Exception
{
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : this(taskName, taskId, TaskFailureDetails.FromException(innerException), innerException) { }

    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : this(taskName, taskId, failureDetails, null) { }

    private TaskFailedException(string taskName, int taskId, TaskFailureDetails details, Exception? inner)
        : base($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {details.ErrorMessage}", inner)
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = details;
    }

    public string TaskName { get; }

    public int TaskId { get; }

    public TaskFailureDetails FailureDetails { get; }
}
