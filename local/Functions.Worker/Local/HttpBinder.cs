using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>Request, context, <c>[FromBody]</c> and route parameters of an HTTP-triggered function.</summary>
internal sealed class HttpBinder(IOptions<JsonOptions> json) : IParameterBinder
{
    private static readonly Type[] RouteTypes = [typeof(string), typeof(int), typeof(long), typeof(Guid), typeof(bool)];

    public static bool CanBind(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(HttpRequest)
        || parameter.ParameterType == typeof(HttpContext)
        || parameter.IsDefined(typeof(Worker.Http.FromBodyAttribute));

    public static bool CanBindRoute(ParameterInfo parameter) =>
        RouteTypes.Contains(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType);

    public bool TryBind(ParameterInfo parameter, FunctionContext context, out object? value)
    {
        value = null;
        if (context.GetHttpContext() is not { } http)
        {
            return false;
        }

        if (parameter.IsDefined(typeof(Worker.Http.FromBodyAttribute)))
        {
            value = new PendingValue(ReadAsync(parameter.ParameterType, http, context.CancellationToken));
            return true;
        }

        if (parameter.ParameterType == typeof(HttpRequest) || parameter.ParameterType == typeof(HttpContext))
        {
            value = parameter.ParameterType == typeof(HttpContext) ? http : http.Request;
            return true;
        }

        return CanBindRoute(parameter) && TryBindRoute(parameter, context, out value);
    }

    private static bool TryBindRoute(ParameterInfo parameter, FunctionContext context, out object? value)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (context.BindingContext.BindingData.GetValueOrDefault(parameter.Name!) is string text)
        {
            // Without a route constraint this may throw: the official converter fails the invocation too.
            value =
                type == typeof(string)
                    ? text
                    : TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);
            return true;
        }

        // An optional route segment that is absent.
        value = null;
        return !parameter.HasDefaultValue
            && (type == typeof(string) || Nullable.GetUnderlyingType(parameter.ParameterType) is not null);
    }

    private async Task<object?> ReadAsync(Type type, HttpContext http, CancellationToken cancellationToken) =>
        await http.Request.ReadFromJsonAsync(type, json.Value.JsonSerializerOptions, cancellationToken);
}
